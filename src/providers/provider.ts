import type { Credential, CredentialFields } from '../domain/credential.ts';
import type { Failure, FailureCode } from '../domain/failure.ts';
import type { ExtraField, Meeting, MeetingPasswords } from '../domain/meeting.ts';
import type { ApiName, Condition, FieldFacts, KnownCall } from '../domain/provider-card.ts';
import type { Site } from '../domain/site.ts';
import type { TokenKind } from '../domain/token-kind.ts';
import type { Method, UrlRule } from '../domain/url-rule.ts';
import type { Limits, StrictLimit } from '../domain/usage.ts';
import type { WebhookVerdict } from '../domain/webhook.ts';

/** What an ability wants sent; the gateway adds the proof. */
export interface ProviderRequest {
  method: Method;
  /** Which of the system's APIs it goes to; absent: its first, or its only one. */
  api?: string;
  /** Absolute path below that API's base URL, with the query. */
  path: string;
  headers: Record<string, string>;
  /** JSON text; `null` for a request without a body. */
  body: string | null;
  /** What a reply will be told as, for the record; `null`: it is an answer. Default goes by its status. */
  failure?(reply: ProviderReply): FailureCode | null;
}

/** What came back, unread. */
export interface ProviderReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
  /** What was read of the body, as bytes. */
  bytes?: number;
  /** There is more of it than was wanted. */
  isCut?: boolean;
  receivedAtMs: number;
  /** Host (and port) that answered. */
  host: string;
  /** The label of the credential that was asked with, for sentences. */
  label: string;
  /** Text of the reply that may be shown: the secrets of the credential are taken out of it. */
  quote(text: string): string;
  /**
   * How far the server's clock is ahead of the time in the proof (in seconds), by its Date header;
   * `null` without one.
   */
  skewSeconds: number | null;
}

/** Sends one request with the credential's proof and gives the reply, whatever its status. */
export type Ask = (request: ProviderRequest) => Promise<ProviderReply>;

/** A request that is to be proved, as it will be sent but for the proof. */
export interface RequestToProve {
  method: Method;
  /** Which of the system's APIs it goes to; absent: its first, or its only one. */
  api?: string | undefined;
  url: URL;
  headers: Record<string, string>;
  /** Now, in epoch seconds. */
  nowSeconds: number;
}

export type HmacHash = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** Makes signatures; jose and WebCrypto stay behind it. */
export interface Signer {
  /** A compact JWS over these claims. `key` is the secret as bytes; how text becomes bytes is the provider's to say. */
  hs256(key: Uint8Array<ArrayBuffer>, claims: Record<string, unknown>): Promise<string>;
  /** The bare HMAC of these bytes. */
  hmac(hash: HmacHash, key: Uint8Array<ArrayBuffer>, bytes: BufferSource): Promise<Uint8Array>;
  /** Random bytes, for a salt. */
  random(length: number): Uint8Array;
}

/** A field of a credential: its card, and what a good value is. */
export interface CredentialField extends FieldFacts {
  /** Needed to renew and for nothing else: it does not travel with a key that may only look up. */
  onlyToRenew?: true;
  /** Says what the system lets the key do, and does not make it another key. */
  describes?: true;
  /** The value as it is to be kept (white space stripped, and so on). */
  tidy(typed: string): string;
  /** What is wrong with a tidied value, as the end of a sentence; `null` when it is good. */
  problem(value: string): string | null;
}

/** What is wrong with a field: `problem` is the end of a sentence that begins with its label. */
export interface FieldProblem {
  field: string;
  problem: string;
}

/** A new key out of a renewal reply: the fields that are new, and when it expires (`null`: not told). */
export type RenewedKey = { fields: CredentialFields; expiresAtMs: number | null };

/** The questions that a system may be able to answer. */
export interface MeetingsAbility {
  /** @throws Failure what the reply says went wrong */
  lookUp(sessionKey: string, ask: Ask, fields: CredentialFields): Promise<Meeting>;
  /** The meeting's passwords, which `lookUp` keeps back. @throws Failure the same */
  passwords(sessionKey: string, ask: Ask): Promise<MeetingPasswords>;
}
/** The sites of a person, and fields around them that this build has no name for. */
export interface SiteList {
  sites: Site[];
  more: ExtraField[];
}
export interface SitesAbility {
  /** @throws Failure what the reply says went wrong */
  listByEmail(email: string, ask: Ask, fields: CredentialFields): Promise<SiteList>;
}
export interface RenewalAbility {
  /** The request that makes a new key. The old one goes on working, or is turned off at once. */
  request(fields: CredentialFields, turnOffOld: boolean): ProviderRequest;
  /** @throws Failure `answer-*` when the reply holds no key that can be read */
  read(reply: ProviderReply): RenewedKey;
  /** Why the server refused, when certainly no new key exists; `null` when one may. */
  refusal(reply: ProviderReply): Failure | null;
  /** A cheap call that succeeds only with a key that works. @throws Failure */
  test(ask: Ask, fields: CredentialFields): Promise<void>;
  /** The fields that a new key brings, for whoever types one; an optional one may stay as it is. */
  typed: readonly { name: string; optional: boolean }[];
  /** The end of a key's name, to tell two apart. */
  hint(fields: CredentialFields): string;
}

/** A token that is to be made, as the person asked for it. */
export interface TokenOrder {
  /** One of the ability's `kinds`, by its id. */
  kind: string;
  lifetimeSeconds: number;
  /** What the kind asks for besides, by the names of its `fields`; those left empty are missing. */
  values: Record<string, string>;
  /** Claims of the person's own. They add to the system's and never replace one. */
  extra: Record<string, unknown>;
  /** Now, in epoch seconds. */
  nowSeconds: number;
}

/** A key that a token may be signed with, and which one it is: "API secret". */
export interface NamedKey {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Tokens (JWT, HS256) that are handed out by themselves. */
export interface TokensAbility {
  kinds: readonly TokenKind[];
  /** The system's own claims and the key. @throws Failure `field-invalid` where the key lacks what the kind needs */
  order(
    fields: CredentialFields,
    order: TokenOrder,
  ): { key: NamedKey; claims: Record<string, unknown> };
  /** Every key that a token of this credential may be signed with. */
  keys(fields: CredentialFields): NamedKey[];
}

/** What somebody pasted of a webhook's delivery. */
export interface Delivery {
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The body's bytes as they were pasted; nothing is parsed before they are checked. */
  body: Uint8Array<ArrayBuffer>;
  nowMs: number;
}

/** Webhooks of the system: is a delivery from it, and what does it want to be answered? */
export interface WebhooksAbility {
  verify(fields: CredentialFields, signer: Signer, delivery: Delivery): Promise<WebhookVerdict>;
}

/** What the system itself does with a key whose time is over; every key is disabled here then. */
export interface ExpiryRule {
  /** So many days after its expiry the server deletes it, and so does Latchkey unless told otherwise; `null`: never. */
  deletedAfterDays: number | null;
}

/** One outside system. Keeps nothing, knows no clock, no fetch and no library for signing. */
export interface Provider {
  id: string;
  label: string;
  expiryRule: ExpiryRule;
  registration: string | null;
  /** An expiry as the system's own mails write it; `null` for any other text. */
  readExpiry?(text: string): number | null;
  fields: readonly CredentialField[];
  /** How often one key may ask. */
  limits: Limits;
  /** The stricter limit that a request shares with others of its class; `null`: none. */
  strictLimit?(request: ProviderRequest, fields: CredentialFields): StrictLimit | null;
  /** Which keys can expire; absent: every one. */
  expiresOnly?: Condition;
  /** What it is asked by its abilities, for the lint of allowed URLs. */
  calls: readonly KnownCall[];
  /** Whose key it is among those of one base URL; absent: there is one tenant. */
  tenant?(fields: CredentialFields): string;
  /** The URLs that the system itself lets the key use; `null`: it sets no such bounds. */
  remoteRules?(fields: CredentialFields): UrlRule[] | null;
  /** Its ids may hold slashes: it reads one that is encoded, once or twice, as part of an id. */
  slashedIds?: true;
  /** The system's APIs where it has several, each with a host of its own; the first is the usual one. */
  apis?: readonly ApiName[];
  /** The URL that requests go to, of tidied fields; "" where this key has no host for it. */
  baseUrl(fields: CredentialFields, api?: string): string;
  /** The headers that prove who asks. */
  prove(
    fields: CredentialFields,
    signer: Signer,
    request: RequestToProve,
  ): Promise<Record<string, string>>;
  /** What is wrong with tidied fields that are each good by themselves; `null`: nothing. */
  problemIn?(fields: CredentialFields): FieldProblem | null;
  /** What a reply to any request says went wrong, as far as the system tells; absent: its status alone. */
  failureIn?(reply: ProviderReply, request: ProviderRequest): Failure | null;
  meetings?: MeetingsAbility;
  sites?: SitesAbility;
  renewal?: RenewalAbility;
  tokens?: TokensAbility;
  webhooks?: WebhooksAbility;
}

/** Where a credential's requests go, by the system's APIs ("" for its only one); those it has no host for are missing. */
export function baseUrlsOf(provider: Provider, fields: CredentialFields): Map<string, string> {
  const apis = provider.apis?.map(({ id }) => id) ?? [''];
  const urls = apis.map((api) => [api, provider.baseUrl(fields, api)] as const);
  return new Map(urls.filter(([, url]) => URL.canParse(url)));
}

/** Shorter parts of an address that is secret are words of the system's own, such as "events". */
const SHORTEST_PART = 8;

/** The secrets among a credential's values, and of those with slashes (as in an address) each longer part. */
export function secretsOf(provider: Provider, credential: Pick<Credential, 'fields'>): string[] {
  return provider.fields
    .filter((field) => field.kind === 'secret')
    .map((field) => withoutHost(credential.fields[field.name] ?? ''))
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, ...secret.split(/[/?]/).filter(isLong)]);
}

/** What is secret of an address: not its host, which others of the key's requests may go to. */
function withoutHost(secret: string): string {
  return secret.replace(/^\w+:\/\/[^/?]*\/?/, '');
}

function isLong({ length }: string): boolean {
  return length >= SHORTEST_PART;
}

/** A way to quote a server without what must not be shown. */
export function quoteWithout(secrets: readonly string[]): (text: string) => string {
  // The longest first: one may be the beginning of another, whose rest would stay.
  const sorted = [...secrets].sort((one, other) => other.length - one.length);
  return (text) => sorted.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}

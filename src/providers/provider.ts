import type { Credential, CredentialFields } from '../domain/credential.ts';
import type { Failure, FailureCode } from '../domain/failure.ts';
import type { ExtraField, Meeting, MeetingPasswords } from '../domain/meeting.ts';
import type { Condition, FieldFacts, KnownCall } from '../domain/provider-card.ts';
import type { Site } from '../domain/site.ts';
import type { Method, UrlRule } from '../domain/url-rule.ts';
import type { Limits } from '../domain/usage.ts';

/** What an ability wants sent; the gateway adds the proof. */
export interface ProviderRequest {
  method: Method;
  /** Absolute path below the credential's base URL. */
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
  url: URL;
  headers: Record<string, string>;
  /** Now, in epoch seconds. */
  nowSeconds: number;
}

/** Makes signatures; jose and WebCrypto stay behind it. */
export interface Signer {
  /** A compact JWS over these claims. `key` is the secret as bytes; how text becomes bytes is the provider's to say. */
  hs256(key: Uint8Array<ArrayBuffer>, claims: Record<string, unknown>): Promise<string>;
  /** The bare HMAC-SHA-256 of a text's UTF-8 bytes: 32 bytes. */
  hmacSha256(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array>;
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
  /** Which keys can expire; absent: every one. */
  expiresOnly?: Condition;
  /** What it is asked by its abilities, for the lint of allowed URLs. */
  calls: readonly KnownCall[];
  /** Whose key it is among those of one base URL; absent: there is one tenant. */
  tenant?(fields: CredentialFields): string;
  /** The URLs that the system itself lets the key use; `null`: it sets no such bounds. */
  remoteRules?(fields: CredentialFields): UrlRule[] | null;
  /** The URL that requests go to, of tidied fields. */
  baseUrl(fields: CredentialFields): string;
  /** The headers that prove who asks. */
  prove(
    fields: CredentialFields,
    signer: Signer,
    request: RequestToProve,
  ): Promise<Record<string, string>>;
  meetings?: MeetingsAbility;
  sites?: SitesAbility;
  renewal?: RenewalAbility;
}

/** The secrets among a credential's values. */
export function secretsOf(provider: Provider, credential: Pick<Credential, 'fields'>): string[] {
  return provider.fields
    .filter((field) => field.kind === 'secret')
    .map((field) => credential.fields[field.name] ?? '')
    .filter((secret) => secret !== '');
}

/** A way to quote a server without what must not be shown. */
export function quoteWithout(secrets: readonly string[]): (text: string) => string {
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}

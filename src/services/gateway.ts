import type { Clock } from '../adapters/clock.ts';
import type { Http, HttpReply, HttpRequest } from '../adapters/http.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { ActivityKind } from '../domain/activity.ts';
import type { Credential, CredentialFields } from '../domain/credential.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import { SECOND } from '../domain/time.ts';
import {
  type Ask,
  baseUrlsOf,
  type Provider,
  type ProviderReply,
  type ProviderRequest,
  quoteWithout,
  type Signer,
  secretsOf,
} from '../providers/provider.ts';
import type { Act, Activity } from './activity.ts';
import type { Book, Transact } from './book.ts';
import { measuredSkewMs } from './clock-skew.ts';
import type { Usable } from './credentials.ts';
import type { Passage, Quota, Slot } from './quota.ts';
import { waitAfter } from './retry-after.ts';
import { assertInScope } from './scope-check.ts';
import type { Vault } from './vault.ts';

/** How one asks. */
export interface Manner {
  /** What a call is for, as the record of activity tells it. Default is `called`. */
  what?: ActivityKind;
  /** And about what. Default is nothing. */
  about?: string;
  /** Waits for its turn where the key's limits are reached; else it waits for a few seconds only. */
  patient?: boolean;
  /** Leaves a little of the key's limit to others. Default is all of it. */
  sparing?: boolean;
  /**
   * A way to write that outlives a lock, for a call that ends what was begun before it. Without it
   * nothing is sent after a lock.
   */
  held?: Transact;
  /** Puts what must not get lost of the reply, in the first commit after it came. */
  seal?(book: Book, reply: ProviderReply): void | Promise<void>;
  /** A way to end the call, and how much of a larger reply is wanted. */
  transfer?: Pick<HttpRequest, 'signal' | 'mostBytes'>;
  /** Told what goes out, with its proof, in the moment when it does. */
  watch?(outgoing: HttpRequest): void;
}

/**
 * The only way out: looks whether the key may be used, at its scope, at the permission and at the
 * key's limits, makes the proof, sends, and notes what became of it, in that order.
 */
export interface Gateway {
  /** An ask that proves itself with this credential and reaches no host but its own. */
  askAs(provider: Provider, credential: Credential, manner?: Manner): Ask;
}

interface Needs {
  http: Http;
  permissions: Permissions;
  signer: Signer;
  clock: Clock;
  vault: Pick<Vault, 'transact' | 'hold'>;
  quota: Quota;
  activity: Pick<Activity, 'note' | 'noteQuietly'>;
}

/** One question and how it is asked. `keep` writes what is known of it, also after a lock. */
interface Call extends Usable {
  request: ProviderRequest;
  manner: Manner;
  keep: Transact;
}

/** Seconds that a proof may be off, by the server's clock, before a no is put down to that. */
const BEARABLE_SKEW_SECONDS = 15;

/** A request with its proof, and what must not be quoted from an answer to it. */
interface Ready {
  slot: Slot;
  outgoing: HttpRequest;
  hidden: string[];
}

/** What came of sending it: a reply, or why there is none. */
type Outcome = { reply: ProviderReply } | { error: unknown };

export function createGateway(needs: Needs): Gateway {
  const { http, permissions, signer, clock, vault, quota, activity } = needs;

  async function ask(call: Call, again = false): Promise<ProviderReply> {
    const ready = await prepare(call).catch(async (error: unknown) => {
      await activity.noteQuietly(call.keep, actOf(call, { error }, null));
      throw error;
    });
    const { passage, outcome } = await carry(call, ready);
    await conclude(call, ready.slot, passage, outcome);
    if ('error' in outcome) throw outcome.error;
    // A clock that was set since: the server did nothing, and now it is known how far it is off.
    return isForTheClock(outcome.reply) && !again ? ask(call, true) : outcome.reply;
  }

  /** Everything that may speak against a call comes before anything is signed. */
  async function prepare({ provider, credential, request, manner }: Call): Promise<Ready> {
    const { method, body, headers, api } = request;
    const url = admittedUrl({ provider, credential }, request, clock.now());
    const origin = matchPatternFor(url);
    if (!(await permissions.allows(origin))) throw new Failure('host-not-allowed', { origin });
    const { patient = false, sparing = false, held: transact = vault.transact } = manner;
    const { limits } = provider;
    const strict = provider.strictLimit?.(request, credential.fields) ?? null;
    const slot = await quota.reserve({ credential, limits, strict, patient, sparing, transact });
    // It may have waited. What ends something that was begun before is not stopped half-way.
    const { disabled, rules } = slot.credential;
    const asNow = { ...credential, disabled, rules };
    if (!manner.held) admittedUrl({ provider, credential: asNow }, request, clock.now());
    const nowSeconds = Math.floor((clock.now() + slot.correctionMs) / SECOND);
    const toProve = { method, api, url, headers, nowSeconds };
    const proof = await provider.prove(credential.fields, signer, toProve);
    assertBesideProof(headers, proof);
    // Of "Bearer ey…" what comes after the blank is secret by itself, too.
    const told = Object.values(proof).flatMap((value) => [value, ...value.split(' ').slice(1)]);
    const hidden = [...secretsOf(provider, credential), ...told];
    const outgoing = {
      ...manner.transfer,
      ...{ method, url: url.href, body, headers: { ...headers, ...proof } },
    };
    return { slot, outgoing, hidden };
  }

  /** Sends it. Never rejects: also of a call without a reply something has to be written down. */
  async function carry(
    { credential, manner }: Call,
    { slot, outgoing, hidden }: Ready,
  ): Promise<{ passage: Passage; outcome: Outcome }> {
    const sentAtMs = clock.now();
    try {
      manner.watch?.(outgoing);
      const reply = await http(outgoing);
      const passage = { sentAtMs, receivedAtMs: clock.now(), reply };
      return { passage, outcome: read(passage, slot, outgoing.url, credential.label, hidden) };
    } catch (error) {
      return { passage: { sentAtMs, receivedAtMs: clock.now(), reply: null }, outcome: { error } };
    }
  }

  /** The one commit after a call. The answer is worth more than what is written of it. */
  async function conclude(call: Call, slot: Slot, passage: Passage, outcome: Outcome) {
    try {
      await call.keep(async (book) => {
        // One for the clock is asked again: what becomes of that call is not known by this no.
        if ('reply' in outcome && !isForTheClock(outcome.reply)) {
          await call.manner.seal?.(book, outcome.reply);
        }
        await quota.settle(book, slot, passage);
        await activity.note(book, actOf(call, outcome, passage.reply));
      });
    } catch {
      // The slot then counts as if the reply had come as late as it may.
    }
  }

  return {
    askAs:
      (provider, credential, manner = {}) =>
      async (request) => {
        // A lock in mid-call must not cost what is known of the call, but nothing is begun after one.
        const keep = manner.held ?? (await vault.hold());
        return ask({ provider, credential, request, manner, keep });
      },
  };
}

function isForTheClock({ status, skewSeconds }: ProviderReply): boolean {
  return status === 401 && Math.abs(skewSeconds ?? 0) > BEARABLE_SKEW_SECONDS;
}

/** What the record of activity says of a call. */
function actOf(
  { provider, credential, request, manner }: Call,
  outcome: Outcome,
  reply: HttpReply | null,
): Act {
  const { what = 'called', about = null } = manner;
  const failure = failureIn(outcome, request, provider);
  return { what, credential, about, outcome: failure, status: reply?.status ?? null };
}

/** What a call will be told as; `null` where it brought an answer. */
function failureIn(
  outcome: Outcome,
  request: ProviderRequest,
  provider: Provider,
): FailureCode | null {
  if ('error' in outcome) {
    return outcome.error instanceof Failure ? outcome.error.code : 'unexpected';
  }
  const { reply } = outcome;
  if (request.failure) return request.failure(reply);
  const told = provider.failureIn?.(reply, request);
  if (told) return told.code;
  return reply.status >= 200 && reply.status <= 299 ? null : 'server-refused';
}

/** The reply as a provider reads it; a server that asks us to wait has not answered. */
function read(
  passage: Passage & { reply: HttpReply },
  slot: Slot,
  url: string,
  label: string,
  hidden: string[],
): Outcome {
  const { reply, receivedAtMs } = passage;
  if (reply.status === 429) {
    const retryAtMs = receivedAtMs + waitAfter(reply.headers, receivedAtMs + slot.correctionMs);
    const facts = { label, retryAtMs, saidBy: 'server', limit: null } as const;
    return { error: new Failure('rate-limited', { ...facts, ...toldIn(reply, hidden) }) };
  }
  const skewMs = measuredSkewMs(reply.headers['date'], passage);
  // What the proof allowed for already is no reason for anything.
  const skewSeconds = skewMs === null ? null : Math.round((skewMs - slot.correctionMs) / SECOND);
  const { host } = new URL(url);
  return {
    reply: { ...reply, host, label, receivedAtMs, skewSeconds, quote: quoteWithout(hidden) },
  };
}

/** @throws Failure `api-without-host` where the credential has no host for that API */
export function baseUrlFor({ provider, credential }: Usable, api?: string): string {
  const { label, fields } = credential;
  const baseUrl = provider.baseUrl(fields, api);
  if (URL.canParse(baseUrl)) return baseUrl;
  const name = provider.apis?.find(({ id }) => id === api)?.label ?? provider.label;
  throw new Failure('api-without-host', { label, api: name });
}

/** The match patterns of all hosts that a credential's requests go to, each once. */
export function matchPatternsOf(provider: Provider, fields: CredentialFields): string[] {
  const urls = [...baseUrlsOf(provider, fields).values()];
  return [...new Set(urls.map((url) => matchPatternFor(new URL(url))))];
}

/**
 * Where a request would go, provided that the key may be used for it.
 * @throws Failure `credential-disabled`, `credential-expired`, `host-foreign`, `out-of-scope`
 */
export function admittedUrl(
  { provider, credential }: Usable,
  request: ProviderRequest,
  nowMs: number,
): URL {
  assertUsable(credential, nowMs);
  const url = urlFor(baseUrlFor({ provider, credential }, request.api), request.path);
  assertInScope(provider, credential, request, url);
  return url;
}

/**
 * A header of the request that is called like one of the proof would be taken for it, spoil it, or
 * show it to whoever looks at what was sent. @throws Failure `header-refused`
 */
export function assertBesideProof(
  headers: Readonly<Record<string, string>>,
  proof: Readonly<Record<string, string>>,
): void {
  const proving = Object.keys(proof).map((name) => name.toLowerCase());
  const name = Object.keys(headers).find((each) => proving.includes(each.toLowerCase()));
  if (name !== undefined) throw new Failure('header-refused', { name });
}

/** "x-zm-trackingid", "x-request-id", …: by what a server's support finds a call. */
const TRACE = /^(x-)?(\w+-)?(tracking|request|correlation|trace)-?id$/;
/** What a server tells of its own count: "x-ratelimit-category", "ratelimit-limit", … */
const COUNT = /^(x-)?ratelimit-(?!reset)/;
const LONGEST_TOLD = 100;

/** What a server tells of a call that it did not carry out. */
function toldIn({ headers }: HttpReply, hidden: string[]): { trace?: string; counts?: string } {
  const quote = quoteWithout(hidden);
  const told = (pattern: RegExp) => Object.entries(headers).filter(([name]) => pattern.test(name));
  const [[, trace] = []] = told(TRACE);
  const counts = told(COUNT).map(([name, value]) => `${name.replace(COUNT, '')} ${value}`);
  return {
    ...(trace && { trace: quote(trace).slice(0, LONGEST_TOLD) }),
    ...(counts.length > 0 && { counts: quote(counts.join(', ')).slice(0, LONGEST_TOLD) }),
  };
}

/** The match pattern of a permission for a URL's host; a pattern names no port. */
export function matchPatternFor(url: URL): string {
  return `${url.protocol}//${url.hostname}/*`;
}

/** @throws Failure `credential-disabled`, `credential-expired` */
export function assertUsable(credential: Credential, nowMs: number): void {
  const { label, disabled, expiresAtMs } = credential;
  if (disabled) throw new Failure('credential-disabled', { label });
  if (expiresAtMs !== null && expiresAtMs <= nowMs) {
    throw new Failure('credential-expired', {
      label,
      expiredAtMs: expiresAtMs,
      saidBy: 'latchkey',
    });
  }
}

/** The full URL, provided that it stays on the credential's own host over https (or on loopback). */
function urlFor(baseUrl: string, path: string): URL {
  const base = new URL(baseUrl);
  const url = new URL(`${baseUrl}${path}`);
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
  if (!safe || url.origin !== base.origin) throw new Failure('host-foreign', { host: url.host });
  return url;
}

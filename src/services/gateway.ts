import type { Clock } from '../adapters/clock.ts';
import type { Http, HttpReply } from '../adapters/http.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { ActivityKind } from '../domain/activity.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure, type FailureCode, isFailure } from '../domain/failure.ts';
import { SECOND } from '../domain/time.ts';
import {
  type Ask,
  type Provider,
  type ProviderReply,
  type ProviderRequest,
  quoteWithout,
  type Signer,
  secretsOf,
} from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Transact } from './book.ts';
import type { Vault } from './vault.ts';

/** What a call is for, as the record of activity tells it. */
export interface Use {
  what: ActivityKind;
  about?: string;
  /** Writes the note of it. Default is a way that outlives a lock, taken before the call. */
  transact?: Transact;
}

/** The only way out: looks at scope, makes the proof, sends, in that order, and notes that it did. */
export interface Gateway {
  /**
   * An ask that proves itself with this credential and reaches no host but its own. Default use is
   * `called`.
   */
  askAs(provider: Provider, credential: Credential, use?: Use): Ask;
}

interface Needs {
  http: Http;
  permissions: Permissions;
  signer: Signer;
  clock: Clock;
  activity: Pick<Activity, 'noteQuietly'>;
  hold: Vault['hold'];
}

export function createGateway(needs: Needs): Gateway {
  const { http, permissions, signer, clock, activity, hold } = needs;

  /** A lock in mid-call must not cost the note of what was done: the way to write is taken before. */
  async function ask(
    provider: Provider,
    credential: Credential,
    use: Use,
    request: ProviderRequest,
  ) {
    const transact = use.transact ?? (await hold());
    const note = (outcome: FailureCode | null, status: number | null) =>
      activity.noteQuietly(transact, {
        what: use.what,
        credential,
        about: use.about ?? null,
        outcome,
        status,
      });
    const reply = await send(provider, credential, request).catch(async (error: unknown) => {
      await note(error instanceof Failure ? error.code : 'unexpected', statusOf(error));
      throw error;
    });
    await note(failureIn(reply, request), reply.status);
    return reply;
  }

  async function send(provider: Provider, credential: Credential, request: ProviderRequest) {
    assertUsable(credential, clock.now());
    const url = urlFor(provider.baseUrl(credential.fields), request.path);
    const origin = matchPatternFor(url);
    if (!(await permissions.allows(origin))) throw new Failure('host-not-allowed', { origin });
    const nowSeconds = Math.floor(clock.now() / SECOND);
    const proof = await provider.prove(credential.fields, signer, nowSeconds);
    const { method, body, headers } = request;
    const reply = await http({ method, url: url.href, body, headers: { ...headers, ...proof } });
    const hidden = [...secretsOf(provider, credential), ...Object.values(proof)];
    return readable(reply, url.host, credential.label, hidden);
  }

  function readable(
    reply: HttpReply,
    host: string,
    label: string,
    hidden: string[],
  ): ProviderReply {
    const receivedAtMs = clock.now();
    if (reply.status === 429) {
      const retryAtMs = retryTime(reply.headers['retry-after'], receivedAtMs);
      throw new Failure('rate-limited', { label, retryAtMs });
    }
    const skewSeconds = skewOf(reply.headers['date'], receivedAtMs);
    return { ...reply, host, label, receivedAtMs, skewSeconds, quote: quoteWithout(hidden) };
  }

  return {
    askAs: (provider, credential, use) => (request) =>
      ask(provider, credential, use ?? { what: 'called' }, request),
  };
}

/** What a reply will be told as; `null` where it is an answer. */
function failureIn(reply: ProviderReply, { failure }: ProviderRequest): FailureCode | null {
  if (failure) return failure(reply);
  return reply.status >= 200 && reply.status <= 299 ? null : 'server-refused';
}

/** The HTTP status behind a failure to send; `null` where there was no answer. */
function statusOf(error: unknown): number | null {
  return isFailure(error, 'rate-limited') ? 429 : null;
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

/** Retry-After in seconds or as a date, as an instant; `null` when absent or not readable. */
function retryTime(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const seconds = /^\d+$/.test(header.trim());
  // A number of seconds may lead beyond the last day that there is.
  const instant = seconds ? nowMs + Number(header) * SECOND : Date.parse(header);
  return Number.isNaN(new Date(instant).getTime()) ? null : instant;
}

function skewOf(date: string | undefined, nowMs: number): number | null {
  const instant = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(instant) ? null : Math.round((instant - nowMs) / SECOND);
}

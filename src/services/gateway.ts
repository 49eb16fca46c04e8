import type { Clock } from '../adapters/clock.ts';
import type { Http, HttpReply } from '../adapters/http.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
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
import { assertInScope } from './scope.ts';

/** The only way out: looks at scope, makes the proof, sends, in that order. */
export interface Gateway {
  /** An ask that proves itself with this credential and reaches no host but its own. */
  askAs(provider: Provider, credential: Credential): Ask;
}

interface Needs {
  http: Http;
  permissions: Permissions;
  signer: Signer;
  clock: Clock;
}

export function createGateway({ http, permissions, signer, clock }: Needs): Gateway {
  async function send(provider: Provider, credential: Credential, request: ProviderRequest) {
    assertUsable(credential, clock.now());
    const url = urlFor(provider.baseUrl(credential.fields), request.path);
    assertInScope(provider, credential, request, url);
    const origin = matchPatternFor(url);
    if (!(await permissions.allows(origin))) throw new Failure('host-not-allowed', { origin });
    const nowSeconds = Math.floor(clock.now() / SECOND);
    const { method, body, headers } = request;
    const toProve = { method, url, headers, nowSeconds };
    const proof = await provider.prove(credential.fields, signer, toProve);
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

  return { askAs: (provider, credential) => (request) => send(provider, credential, request) };
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

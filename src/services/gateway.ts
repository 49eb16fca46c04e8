import type { Clock } from '../adapters/clock.ts';
import type { Http, HttpReply, HttpRequest } from '../adapters/http.ts';
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
import type { Transact } from './book.ts';
import { measuredSkewMs } from './clock-skew.ts';
import type { Usable } from './credentials.ts';
import type { Passage, Quota, Slot } from './quota.ts';
import { waitAfter } from './retry-after.ts';
import type { Vault } from './vault.ts';

/** How one asks. */
export interface Manner {
  /** Waits for its turn where the key's limits are reached; else it waits for a few seconds only. */
  patient?: boolean;
  /**
   * A way to write that outlives a lock, for a call that ends what was begun before it. Without it
   * nothing is sent after a lock.
   */
  held?: Transact;
}

/**
 * The only way out: looks whether the key may be used, at the permission and at the key's limits,
 * makes the proof, sends, and notes what became of it, in that order.
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
}

/** What was sent, and when. */
interface Sent extends Passage {
  slot: Slot;
}

export function createGateway(needs: Needs): Gateway {
  const { http, permissions, signer, clock, vault, quota } = needs;

  async function send(usable: Usable, request: ProviderRequest, { patient = false, held }: Manner) {
    const { provider, credential } = usable;
    assertUsable(credential, clock.now());
    const url = urlFor(provider.baseUrl(credential.fields), request.path);
    const origin = matchPatternFor(url);
    if (!(await permissions.allows(origin))) throw new Failure('host-not-allowed', { origin });
    // A lock in mid-call must not cost what is known of the call, but nothing is begun after one.
    const keep = held ?? (await vault.hold());
    const { limits } = provider;
    const transact = held ?? vault.transact;
    const slot = await quota.reserve({ credential, limits, patient, transact });
    const nowSeconds = Math.floor((clock.now() + slot.correctionMs) / SECOND);
    const proof = await provider.prove(credential.fields, signer, nowSeconds);
    const { method, body, headers } = request;
    const outgoing = { method, url: url.href, body, headers: { ...headers, ...proof } };
    const reply = await carry(outgoing, slot, keep);
    const hidden = [...secretsOf(provider, credential), ...Object.values(proof)];
    return readable(reply, url.host, credential.label, hidden);
  }

  /** Sends it and notes how it went, whether a reply came or not. */
  async function carry(request: HttpRequest, slot: Slot, keep: Transact) {
    const sentAtMs = clock.now();
    try {
      const reply = await http(request);
      const passage = { slot, sentAtMs, receivedAtMs: clock.now(), reply };
      await conclude(passage, keep);
      return passage;
    } catch (error) {
      await conclude({ slot, sentAtMs, receivedAtMs: clock.now(), reply: null }, keep);
      throw error;
    }
  }

  /** The one commit after a call. The answer is worth more than what is written of it. */
  async function conclude({ slot, ...passage }: Sent, keep: Transact): Promise<void> {
    try {
      await keep(async (book) => {
        await quota.settle(book, slot, passage);
        // Whatever else is to be known of a call later is written here, in the same commit.
      });
    } catch {
      // The slot then counts as if the reply had come as late as it may.
    }
  }

  function readable(
    { reply, slot, ...journey }: Sent & { reply: HttpReply },
    host: string,
    label: string,
    hidden: string[],
  ): ProviderReply {
    const { receivedAtMs } = journey;
    if (reply.status === 429) {
      const waitMs = waitAfter(reply.headers, receivedAtMs + slot.correctionMs);
      const retryAtMs = receivedAtMs + waitMs;
      throw new Failure('rate-limited', { label, retryAtMs, saidBy: 'server', limit: null });
    }
    const skewMs = measuredSkewMs(reply.headers['date'], journey);
    // What the proof allowed for already is no reason for anything.
    const skewSeconds = skewMs === null ? null : Math.round((skewMs - slot.correctionMs) / SECOND);
    return { ...reply, host, label, receivedAtMs, skewSeconds, quote: quoteWithout(hidden) };
  }

  return {
    askAs:
      (provider, credential, manner = {}) =>
      (request) =>
        send({ provider, credential }, request, manner),
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

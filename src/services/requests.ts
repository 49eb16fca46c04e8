import type { Clock } from '../adapters/clock.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Random } from '../adapters/random.ts';
import { Failure, toWire } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import type {
  OutgoingRequest,
  RequestMemory,
  RequestPreview,
  RequestReport,
  SentRequest,
} from '../domain/request-report.ts';
import { SECOND } from '../domain/time.ts';
import type { Method } from '../domain/url-rule.ts';
import type { Provider, ProviderRequest, Signer } from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Transact } from './book.ts';
import { findProvider } from './credential-form.ts';
import { findIn } from './credential-records.ts';
import type { Usable } from './credentials.ts';
import {
  admittedUrl,
  assertBesideProof,
  baseUrlFor,
  type Gateway,
  matchPatternFor,
} from './gateway.ts';
import { assertOwn } from './look-up-only.ts';
import { failureOf } from './request-failure.ts';
import { assertOwnHeaders } from './request-headers.ts';
import { forgetIn, rememberIn, sentIn } from './request-history.ts';
import { type Departure, quoterOf, reportOf, shown } from './request-report.ts';
import type { Vault } from './vault.ts';

/** More than anybody reads, and still shown at once. */
export const LARGEST_ANSWER_BYTES = 5_000_000;

const LONGEST_ID = 120;

/** What somebody wants sent as a key. */
export interface Order {
  credentialId: string;
  api: string | null;
  method: Method;
  /** Absolute, below the API's base URL, with the query. */
  path: string;
  headers: Record<string, string>;
}

/** How it is sent. */
export interface Sending {
  /** By what it can be stopped. */
  runId: string;
  remember: RequestMemory;
  /** Given again, so that values may be shown whose names say that they are secret. */
  proof: Proof | null;
}

/** Requests of the person's own: to the key's own hosts, as far as the key may be used. */
export interface Requests {
  /** How it would go out, and what speaks against it. @throws Failure `credential-missing` */
  preview(order: Order): Promise<RequestPreview>;
  /** @throws Failure what speaks against it, or why there is no answer */
  send(order: WholeOrder, sending: Sending): Promise<RequestReport>;
  /** Waits no longer for that one; it may have arrived. */
  stop(runId: string): void;
  /** What was sent, newest first. */
  history(): Promise<SentRequest[]>;
  forgetHistory(): Promise<void>;
}

interface Needs {
  vault: Vault;
  gateway: Gateway;
  activity: Activity;
  permissions: Permissions;
  signer: Signer;
  clock: Clock;
  random: Random;
  providers: readonly Provider[];
}

type WholeOrder = Order & { body: string | null };

/** How one request is on its way. */
interface Way {
  /** What the record of activity calls it. */
  about: string;
  departure: Departure;
  /** Ends when it is stopped. */
  signal: AbortSignal;
}

/** How it ended, as the history tells it. */
type Ending = Pick<SentRequest, 'status' | 'tookMs' | 'outcome'>;

export function createRequests(needs: Needs): Requests {
  const { vault, gateway, activity, permissions, signer, clock, random, providers } = needs;
  /** Those that somebody waits for. A worker that dies ends them itself. */
  const running = new Map<string, AbortController>();

  async function findUsable(credentialId: string): Promise<Usable> {
    const credential = await vault.transact((book) => findIn(book, credentialId));
    return { credential, provider: findProvider(providers, credential.provider) };
  }

  async function preview(order: Order): Promise<RequestPreview> {
    const usable = await findUsable(order.credentialId);
    let request: OutgoingRequest | null = null;
    try {
      assertSendable(usable, order);
      request = await draw(usable, order);
      const origin = matchPatternFor(admittedUrl(usable, requestOf(order), clock.now()));
      if (!(await permissions.allows(origin))) throw new Failure('host-not-allowed', { origin });
      return { request, refusal: null };
    } catch (error) {
      return { request, refusal: toWire(error) };
    }
  }

  /** The request with a proof that is made for the eye and thrown away. */
  async function draw(usable: Usable, order: Order): Promise<OutgoingRequest> {
    const { provider, credential } = usable;
    const { api, method, headers } = requestOf(order);
    const url = new URL(`${baseUrlFor(usable, order.api ?? undefined)}${order.path}`);
    const nowSeconds = Math.floor(clock.now() / SECOND);
    const toProve = { api, method, url, headers, nowSeconds };
    const proof = await provider.prove(credential.fields, signer, toProve);
    assertBesideProof(headers, proof);
    const outgoing = { method, url: url.href, headers: { ...headers, ...proof } };
    return shown(usable, order, outgoing);
  }

  async function send(order: WholeOrder, sending: Sending): Promise<RequestReport> {
    const stopper = new AbortController();
    running.set(sending.runId, stopper);
    try {
      return await sendUntil(stopper.signal, order, sending);
    } finally {
      running.delete(sending.runId);
    }
  }

  async function sendUntil(signal: AbortSignal, order: WholeOrder, sending: Sending) {
    const usable = await findUsable(order.credentialId);
    assertSendable(usable, order);
    const about =
      sending.remember.operation?.slice(0, LONGEST_ID) ??
      `${order.method} ${order.path.split('?')[0]}`;
    if (sending.proof) {
      const { proof } = sending;
      const act = { what: 'passwords-revealed', credential: usable.credential, about } as const;
      await activity.witness(act, () => vault.verify(proof));
    }
    const keep = await vault.hold();
    const departure = { outgoing: null, atMs: clock.now() };
    const remember = (end: Ending) => keepEnd(keep, usable, sending.remember, end);
    try {
      const answer = await ask(usable, order, { about, departure, signal });
      const told = reportOf(usable, order, { ...answer, departure, open: sending.proof !== null });
      await remember({ ...told, outcome: answer.failure?.code ?? 'done' });
      return told;
    } catch (error) {
      const tookMs = clock.now() - departure.atMs;
      await remember({ status: null, tookMs, outcome: toWire(error).code });
      throw error;
    }
  }

  /** Asks, and says in `departure` what went out and when. */
  async function ask(usable: Usable, order: WholeOrder, { about, departure, signal }: Way) {
    const { provider, credential } = usable;
    const askAsKey = gateway.askAs(provider, credential, {
      about,
      transfer: { signal, mostBytes: LARGEST_ANSWER_BYTES },
      watch: (outgoing) => Object.assign(departure, { outgoing, atMs: clock.now() }),
    });
    const request: ProviderRequest = {
      ...requestOf(order),
      body: order.body,
      failure: (reply) => failureOf(provider, reply, request)?.code ?? null,
    };
    const reply = await askAsKey(request);
    return { reply, failure: failureOf(provider, reply, request) };
  }

  /** The answer is worth more than that it is remembered. */
  async function keepEnd(
    keep: Transact,
    usable: Usable,
    { operation: id, values }: RequestMemory,
    { status, tookMs, outcome }: Ending,
  ): Promise<void> {
    const quote = quoterOf(usable);
    const operation = id?.slice(0, LONGEST_ID) ?? null;
    const open = Object.entries(values).map(([name, value]) => [name, quote(value)] as const);
    const sent = {
      ...{ id: random.id(), atMs: clock.now(), credentialId: usable.credential.id, operation },
      ...{ values: Object.fromEntries(open), status, outcome, tookMs },
    };
    await keep((book) => rememberIn(book, sent)).catch(() => undefined);
  }

  async function forgetHistory(): Promise<void> {
    const forget = async () => vault.transact(async (book) => forgetIn(book));
    await forget();
    // It is done. Once more, so that the vault's forerunner does not name what was forgotten, either.
    await forget().catch(() => undefined);
  }

  return {
    preview,
    send,
    stop: (runId) => running.get(runId)?.abort(),
    history: () => vault.transact(sentIn),
    forgetHistory,
  };
}

/** @throws Failure `look-up-only`, `api-without-host`, `host-foreign`, `request-renews`, `header-refused` */
function assertSendable({ provider, credential }: Usable, order: Order): void {
  assertOwn(credential, 'request');
  const { host } = new URL(baseUrlFor({ provider, credential }, order.api ?? undefined));
  // Anything else could make another host of the end of this one. An address that is whole needs none.
  const isWhole = order.path === '' && order.api !== null;
  if (!isWhole && !order.path.startsWith('/')) throw new Failure('host-foreign', { host });
  const { label, fields } = credential;
  const renewing = provider.renewal?.request(fields, false);
  const placeOf = (path: string) => plainPlace(`${provider.baseUrl(fields)}${path}`);
  if (renewing && placeOf(order.path) === placeOf(renewing.path)) {
    throw new Failure('request-renews', { label });
  }
  assertOwnHeaders(order.headers);
}

/** Where an address leads, however it is spelled: a server may take many spellings for the same. */
function plainPlace(address: string): string {
  const { pathname } = new URL(address);
  const decoded = pathname.replace(/%[\da-f]{2}/gi, (sign) =>
    String.fromCharCode(Number.parseInt(sign.slice(1), 16)),
  );
  const { pathname: plain } = new URL(decoded.replace(/\/+/g, '/'), address);
  return plain.toLowerCase().replace(/\/$/, '');
}

function requestOf({ api, method, path, headers }: Order): ProviderRequest {
  return { ...(api === null ? {} : { api }), method, path, headers, body: null };
}

import * as v from 'valibot';
import type { Random } from '../adapters/random.ts';
import { Failure } from '../domain/failure.ts';
import { type Ending, endingSchema, handedKeySchema } from '../domain/hand-over.ts';
import { DAY, MINUTE, SECOND } from '../domain/time.ts';
import type { Book } from './book.ts';
import type { OneTimeKey } from './one-time-key.ts';

const DESK = 'hand-over';

const LIFE = DAY;
const CLOCK_SET_BACK = 60 * SECOND;
const NOTE_TIME_EVERY = MINUTE;
/** So many ended requests are remembered, to say of a late package what became of its request. */
const PAST_KEPT = 20;

const requestSchema = v.looseObject({
  id: v.string(),
  publicKey: v.string(),
  /** `null` from the first opening on: nothing else can be opened with it. */
  privateKey: v.nullable(v.string()),
  endsAtMs: v.number(),
  /** What came, and the SHA-256 of the package that it came in. */
  opened: v.nullable(v.looseObject({ sha256: v.string(), key: handedKeySchema })),
});
export type Request = v.InferOutput<typeof requestSchema>;

const pastSchema = v.looseObject({ id: v.string(), ending: endingSchema, endedAtMs: v.number() });

/** What the vault keeps of receiving keys, in one sealed record. */
const deskSchema = v.looseObject({
  /** One at a time: two open requests would be two fingerprints to mix up. */
  request: v.nullable(requestSchema),
  /** The latest time that was seen while a request was open: a clock that is set back is noticed. */
  seenMs: v.number(),
  /** The vault's forerunner still holds a secret that this state has let go. */
  residue: v.boolean(),
  past: v.array(pastSchema),
});
export type Desk = v.InferOutput<typeof deskSchema>;

const EMPTY: Readonly<Desk> = { request: null, seenMs: 0, residue: false, past: [] };

/** The desk within a transaction, and how to put it back. */
export async function openDesk(book: Book, random: Random) {
  const [found] = await book.all(DESK, deskSchema);
  const [id, desk] = found ?? [random.id(), EMPTY];
  return { desk, put: (next: Desk) => book.put(DESK, id, next) };
}

/** A desk with a new request on it. */
export function withRequest(desk: Desk, key: OneTimeKey, id: string, nowMs: number): Desk {
  const request = { ...key, id, endsAtMs: nowMs + LIFE, opened: null };
  return { ...desk, request, seenMs: nowMs };
}

/** The request once its package is open: the one-time key goes, what came waits a day for a decision. */
export function withOpened(
  desk: Desk,
  request: Request,
  opened: NonNullable<Request['opened']>,
  nowMs: number,
): Desk {
  const next = { ...request, privateKey: null, opened, endsAtMs: nowMs + LIFE };
  return { ...desk, request: next, residue: true };
}

/** The desk without its request: its secrets go, that it was there is remembered. */
export function withEnding(desk: Desk, ending: Ending, nowMs: number): Desk {
  if (desk.request === null) return desk;
  const ended = { id: desk.request.id, ending, endedAtMs: nowMs };
  return {
    ...desk,
    request: null,
    residue: true,
    past: [ended, ...desk.past].slice(0, PAST_KEPT),
  };
}

/**
 * The desk as time has left it; the same one when nothing changed. A clock that was set back since
 * it was last looked at ends the request: else nobody could say how long it lives.
 */
export function afterTime(desk: Desk, nowMs: number): Desk {
  if (desk.request === null) return desk;
  const over = nowMs >= desk.request.endsAtMs || nowMs < desk.seenMs - CLOCK_SET_BACK;
  if (over) return withEnding(desk, 'expired', nowMs);
  return nowMs >= desk.seenMs + NOTE_TIME_EVERY ? { ...desk, seenMs: nowMs } : desk;
}

/** The open request of that id. @throws Failure `hand-over-over`, `hand-over-foreign` */
export function findRequest({ request, past }: Desk, id: string): Request {
  if (request?.id === id) return request;
  const ended = past.find((one) => one.id === id);
  if (ended) throw new Failure('hand-over-over', { ending: ended.ending });
  throw new Failure('hand-over-foreign', {});
}

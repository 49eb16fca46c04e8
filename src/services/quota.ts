import type { Clock } from '../adapters/clock.ts';
import type { HttpReply } from '../adapters/http.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Timer } from '../adapters/timer.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { Limits, StrictLimit, Usage } from '../domain/usage.ts';
import {
  correctionOf,
  type Later,
  laterWithin,
  unheardUntil,
  withCall,
  withEnd,
} from '../domain/usage-count.ts';
import type { Book, Transact } from './book.ts';
import { type Journey, measuredSkewMs, skewAfter } from './clock-skew.ts';
import { waitAfter } from './retry-after.ts';
import { keptUsageIn, putUsage, standingIn } from './usage-record.ts';

/** How long somebody who looks at the screen is kept waiting for a slot. */
const IMPATIENCE = 5 * SECOND;
/** How long work that nobody looks at waits for the next slot, once it is first in the queue. */
const PATIENCE = 2 * MINUTE;

/** A call that may be made: it is counted in the vault already. */
export interface Slot {
  /** As the vault has it now: it may have been changed while the call waited. */
  credential: Credential;
  /** By what the vault knows the call until its reply came; `null` in a vault that cannot be written. */
  reservedMs: number | null;
  /** What to add to the clock here for the times in a proof (ms). */
  correctionMs: number;
  /** The stricter limit that it counts against, too; `null`: none. */
  strictName: string | null;
}

/** Who wants to call, and how. */
export interface Caller {
  credential: Credential;
  limits: Limits;
  strict: StrictLimit | null;
  /** Waits for its turn as long as it takes, not only for the few seconds of somebody who looks on. */
  patient: boolean;
  /** Leaves a little of the limit to others. */
  sparing: boolean;
  /** How the slot is written. */
  transact: Transact;
}

/** How a call went: `reply` is `null` where none came. */
export interface Passage extends Journey {
  reply: HttpReply | null;
}

/**
 * Keeps every key within its system's limits, whoever calls and whatever dies: a call is counted in
 * the vault before it is sent, and counts until a minute after its reply.
 */
export interface Quota {
  /**
   * A slot for one call; callers of one key get theirs in the order in which they came, those who
   * look on before those who have time.
   * @throws Failure `rate-limited`, `credential-missing`, and what writing fails with
   */
  reserve(caller: Caller): Promise<Slot>;
  /** Notes how the call went, within the transaction that records it. */
  settle(book: Book, slot: Slot, passage: Passage): Promise<void>;
}

/** A caller in the queue. */
interface Waiter {
  caller: Caller;
  /** It has what it wanted, or waits no longer. */
  gone: boolean;
  serve(slot: Slot): void;
}

interface Needs {
  clock: Clock;
  timer: Timer;
  locks: Locks;
}

export function createQuota({ clock, timer, locks }: Needs): Quota {
  /** Who of this worker waits for each key, in the order in which they came. */
  const lines = new Map<string, Waiter[]>();
  const lineOf = (name: string) => lines.get(name) ?? [];

  const pause = (ms: number) =>
    new Promise<void>((resolve) => timer.after(ms, async () => resolve()));

  /** How the key stands, and why not now (by the clock here; `null`: now). */
  async function look(book: Book, { credential, limits, strict, sparing }: Caller) {
    const standing = await standingIn(book, credential.id, clock.now());
    const later = laterWithin(standing.usage, limits, standing.nowMs, strict, sparing);
    return { ...standing, later: later && { ...later, atMs: later.atMs - standing.correctionMs } };
  }

  /**
   * A slot, or why not now. Whoever of this worker stands behind is served in the same commit, as
   * far as slots are free: a commit for each would cost more time than a server's limit does.
   */
  async function take(waiter: Waiter): Promise<Slot | Later> {
    const { credential, limits, strict, sparing, transact } = waiter.caller;
    const isFree = (usage: Usage, nowMs: number) =>
      laterWithin(usage, limits, nowMs, strict, sparing) === null;
    const line = [waiter, ...lineOf(nameOf(waiter.caller)).filter((each) => each !== waiter)];
    const alike = line.filter((each) => each.caller.transact === transact);
    const taken = await transact(async (book) => {
      const {
        credential: now,
        usage,
        nowMs,
        correctionMs,
        later,
      } = await look(book, waiter.caller);
      let [counted, count] = [usage, 0];
      for (; count < alike.length && isFree(counted, nowMs); count += 1) {
        counted = withCall(counted, limits, nowMs, strict);
      }
      // Also where none is counted: what a clock noted that was ahead would be set right anew each
      // time, and never be over.
      putUsage(book, credential.id, counted);
      const reservedMs = unheardUntil(nowMs);
      const slot = { credential: now, reservedMs, correctionMs };
      return later ?? { count, slot: { ...slot, strictName: strict?.name ?? null } };
    });
    if ('atMs' in taken) return taken;
    for (const each of alike.slice(0, taken.count)) each.serve(taken.slot);
    return taken.slot;
  }

  /** The first in the queue looks until it has a slot, or until the next is further than it waits. */
  async function takeInTime(waiter: Waiter): Promise<Slot> {
    let patienceMs = waiter.caller.patient ? PATIENCE : IMPATIENCE;
    for (;;) {
      const taken = await take(waiter);
      if (!('atMs' in taken)) return taken;
      const waitMs = Math.max(1, taken.atMs - clock.now());
      if (waitMs > patienceMs) throw refusal(waiter.caller, taken);
      // Counted by what was waited: the clock may be set meanwhile.
      patienceMs -= waitMs;
      await pause(waitMs);
    }
  }

  /** In a queue that other contexts stand in, too. Who is impatient does not stand there for long. */
  async function stand(waiter: Waiter): Promise<Slot | null> {
    const { caller } = waiter;
    const name = `quota.${nameOf(caller)}`;
    const atOnce = await locks.ifFree(name, () => takeInTime(waiter));
    if (atOnce !== null || waiter.gone) return atOnce;
    const turn = locks.exclusive(name, async () => (waiter.gone ? null : takeInTime(waiter)));
    const slot = await (caller.patient ? turn : Promise.race([turn, pause(IMPATIENCE)]));
    if (slot || waiter.gone) return slot ?? null;
    const { later } = await caller.transact((book) => look(book, caller));
    throw refusal(caller, later ?? { saidBy: 'latchkey', limit: 'minute', atMs: clock.now() });
  }

  /** Waits for a slot, by its own turn or by that of somebody before it. */
  async function inTurn(caller: Caller): Promise<Slot> {
    const name = nameOf(caller);
    const waiter = { caller, gone: false, serve: (_: Slot) => {} };
    const served = new Promise<Slot>((resolve) => {
      waiter.serve = resolve;
    });
    lines.set(name, [...lineOf(name), waiter]);
    try {
      return await Promise.race([served, stand(waiter).then((slot) => slot ?? served)]);
    } finally {
      waiter.gone = true;
      const others = lineOf(name).filter((each) => each !== waiter);
      if (others.length > 0) lines.set(name, others);
      else lines.delete(name);
    }
  }

  async function reserve(caller: Caller): Promise<Slot> {
    try {
      return await inTurn(caller);
    } catch (error) {
      if (!isFailure(error, 'vault-read-only')) throw error;
      // What a newer Latchkey saved can be used and not changed: then only the server counts.
      return { credential: caller.credential, reservedMs: null, correctionMs: 0, strictName: null };
    }
  }

  async function settle(book: Book, slot: Slot, passage: Passage): Promise<void> {
    if (slot.reservedMs === null) return;
    const kept = await keptUsageIn(book, slot.credential.id);
    // Deleted while it was asked with: nothing of it is to come back.
    if (kept === null) return;
    const { reply, receivedAtMs } = passage;
    const measuredMs = measuredSkewMs(reply?.headers['date'], passage);
    const skewMs = skewAfter(kept.skewMs, measuredMs, passage);
    const usage = { ...kept, skewMs };
    const nowMs = receivedAtMs + correctionOf(usage);
    const ended = withEnd(usage, slot.reservedMs, nowMs, slot.strictName);
    putUsage(book, slot.credential.id, { ...ended, block: blockAfter(kept, reply, nowMs) });
  }

  return { reserve, settle };
}

/** Who shares a stricter limit stands in a queue of its own: it may be long, and others need not wait. */
/** The queue of a caller. Somebody who looks on does not stand behind work that can wait. */
function nameOf({ credential, strict, patient, sparing }: Caller): string {
  return [credential.id, strict?.name, patient && 'patient', sparing && 'sparing']
    .filter((part) => part)
    .join(' ');
}

function refusal({ credential: { label } }: Caller, { atMs, saidBy, limit }: Later): Failure {
  return new Failure('rate-limited', { label, retryAtMs: atMs, saidBy, limit });
}

/** A server that says 429 is left alone from now on; any other word of it ends nothing. */
function blockAfter({ block }: Usage, reply: HttpReply | null, nowMs: number): Usage['block'] {
  if (reply?.status !== 429) return block;
  const waitMs = waitAfter(reply.headers, nowMs);
  const untilMs = nowMs + waitMs;
  return block !== null && block.untilMs > untilMs ? block : { waitMs, untilMs };
}

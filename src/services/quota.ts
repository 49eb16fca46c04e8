import type { Clock } from '../adapters/clock.ts';
import type { HttpReply } from '../adapters/http.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Timer } from '../adapters/timer.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { Limits } from '../providers/provider.ts';
import type { Book, Transact } from './book.ts';
import { correctionMs, type Journey, measuredSkewMs, skewAfter } from './clock-skew.ts';
import { findIn } from './credential-records.ts';
import { waitAfter } from './retry-after.ts';
import {
  serverTime,
  sharedLimits,
  type Turn,
  turnOf,
  withCall,
  withEnd,
  withoutFuture,
} from './usage-count.ts';
import { keptUsageIn, putUsage, type Usage, usageIn } from './usage-record.ts';

/** How long somebody who looks at the screen is kept waiting for a slot. */
const IMPATIENCE = 5 * SECOND;
/** How long work that nobody looks at waits for the next slot, once it is first in the queue. */
const PATIENCE = 2 * MINUTE;

/** A call that may be made: it is counted in the vault already. */
export interface Slot {
  credentialId: string;
  /** By what the vault knows the call until its reply came; `null` in a vault that cannot be written. */
  reservedMs: number | null;
  /** What to add to the clock here for the times in a proof (ms). */
  correctionMs: number;
}

/** Who wants to call, and how. */
export interface Caller {
  credential: Credential;
  limits: Limits;
  /** Waits for its turn as long as it takes, not only for the few seconds of somebody who looks on. */
  patient: boolean;
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
   * A slot for one call; callers of one key get theirs in the order in which they came.
   * @throws Failure `rate-limited`, `credential-missing`, and what writing fails with
   */
  reserve(caller: Caller): Promise<Slot>;
  /** Notes how the call went, within the transaction that records it. */
  settle(book: Book, slot: Slot, passage: Passage): Promise<void>;
}

interface Needs {
  clock: Clock;
  timer: Timer;
  locks: Locks;
}

export function createQuota({ clock, timer, locks }: Needs): Quota {
  const pause = (ms: number) =>
    new Promise<void>((resolve) => timer.after(ms, async () => resolve()));

  /** What the count says; `odd` where it had to be set right. */
  async function look(book: Book, { credential, limits }: Caller) {
    // It may have been deleted while it waited.
    await findIn(book, credential.id);
    const kept = await usageIn(book, credential.id);
    const nowMs = serverTime(kept, clock.now());
    const usage = withoutFuture(kept, nowMs);
    const turn = turnOf(usage, sharedLimits(usage, limits), nowMs);
    const aheadMs = correctionMs(usage.skewMs ?? 0);
    return { usage, odd: usage !== kept, nowMs, turn, aheadMs };
  }

  /** A slot, or when to look again (on the clock here). */
  function take(caller: Caller): Promise<Slot | Later> {
    const { credential, limits, transact } = caller;
    return transact(async (book) => {
      const { usage, odd, nowMs, turn, aheadMs } = await look(book, caller);
      if (turn.when === 'later') {
        // Or what a clock noted that was ahead would be set right anew each time, and never be over.
        if (odd) putUsage(book, usage);
        return { ...turn, atMs: turn.atMs - aheadMs };
      }
      const { counted, freeAtMs } = withCall(usage, limits, nowMs);
      putUsage(book, counted);
      return { credentialId: credential.id, reservedMs: freeAtMs, correctionMs: aheadMs };
    });
  }

  /** Why somebody further back in the queue was not served in time. */
  async function whyNot(caller: Caller): Promise<Failure> {
    const nowMs = clock.now();
    const { turn, aheadMs } = await caller.transact((book) => look(book, caller));
    return turn.when === 'later'
      ? refusal(caller, { ...turn, atMs: turn.atMs - aheadMs })
      : refusal(caller, { saidBy: 'latchkey', limit: 'minute', atMs: nowMs });
  }

  /** The first in the queue looks until it has a slot, or until the next is further than it waits. */
  async function takeInTime(caller: Caller): Promise<Slot> {
    let patienceMs = caller.patient ? PATIENCE : IMPATIENCE;
    for (;;) {
      const taken = await take(caller);
      if (!('when' in taken)) return taken;
      const waitMs = Math.max(1, taken.atMs - clock.now());
      if (waitMs > patienceMs) throw refusal(caller, taken);
      // Counted by what was waited: the clock may be set meanwhile.
      patienceMs -= waitMs;
      await pause(waitMs);
    }
  }

  /** In a queue that other contexts stand in, too. Who is impatient does not stand there for long. */
  async function inTurn(caller: Caller): Promise<Slot> {
    const name = `quota.${caller.credential.id}`;
    const atOnce = await locks.ifFree(name, () => takeInTime(caller));
    if (atOnce !== null) return atOnce;
    if (caller.patient) return locks.exclusive(name, () => takeInTime(caller));
    let left = false;
    const turn = locks.exclusive(name, async () => (left ? null : takeInTime(caller)));
    const slot = await Promise.race([turn, pause(IMPATIENCE)]);
    if (slot) return slot;
    left = true;
    throw await whyNot(caller);
  }

  async function reserve(caller: Caller): Promise<Slot> {
    try {
      return await inTurn(caller);
    } catch (error) {
      if (!isFailure(error, 'vault-read-only')) throw error;
      // What a newer Latchkey saved can be used and not changed: then only the server counts.
      return { credentialId: caller.credential.id, reservedMs: null, correctionMs: 0 };
    }
  }

  async function settle(book: Book, slot: Slot, passage: Passage): Promise<void> {
    if (slot.reservedMs === null) return;
    const kept = await keptUsageIn(book, slot.credentialId);
    // Deleted while it was asked with: nothing of it is to come back.
    if (kept === null) return;
    const measured = withSkew(kept, passage);
    const nowMs = serverTime(measured, passage.receivedAtMs);
    const ended = withEnd(measured, slot.reservedMs, nowMs);
    putUsage(book, { ...ended, block: blockAfter(ended, passage.reply, nowMs) });
  }

  return { reserve, settle };
}

type Later = Extract<Turn, { when: 'later' }>;

function refusal({ credential: { label } }: Caller, later: Omit<Later, 'when'>): Failure {
  const { atMs: retryAtMs, saidBy, limit } = later;
  return new Failure('rate-limited', { label, retryAtMs, saidBy, limit });
}

function withSkew(usage: Usage, passage: Passage): Usage {
  const measuredMs = measuredSkewMs(passage.reply?.headers['date'], passage);
  if (measuredMs === null) return usage;
  return { ...usage, skewMs: skewAfter(usage.skewMs ?? 0, measuredMs, passage) };
}

/** A server that says 429 is left alone from now on; any other word of it ends nothing. */
function blockAfter({ block }: Usage, reply: HttpReply | null, nowMs: number): Usage['block'] {
  if (reply?.status !== 429) return block;
  const untilMs = nowMs + waitAfter(reply.headers, nowMs);
  return block !== null && block.untilMs > untilMs ? block : { sinceMs: nowMs, untilMs };
}

import { CALL_DEADLINE, MINUTE } from '../domain/time.ts';
import {
  callsInMonth,
  dayOf,
  type Limits,
  monthOf,
  monthTurnMs,
  shareOf,
} from '../domain/usage.ts';
import type { Book } from './book.ts';
import { correctionOf } from './clock-skew.ts';
import { findIn } from './credential-records.ts';
import { keptUsageIn, newUsage, type Usage } from './usage-record.ts';

/** Clocks run unevenly, and a slot that is a little late costs less than a call that is refused. */
const MARGIN = 100;
/** How long a call counts from its reply on: the server counted it some time before that. */
const COUNTS = MINUTE + MARGIN;
/** How long it counts where no reply was noted: as if it had arrived at the last moment. */
const COUNTS_UNHEARD = COUNTS + CALL_DEADLINE;
/** Days with calls that are kept: a month, and what the chart shows. */
const DAYS_KEPT = 40;

/** Why no call may be made now: when to look again, who says so, and by which count. */
export interface Later {
  atMs: number;
  saidBy: 'latchkey' | 'server';
  limit: 'minute' | 'month' | null;
}

/**
 * How the use of a credential stands, without what cannot be (`odd`: there was some); `nowMs` is
 * the server's time as far as it is known. @throws Failure `credential-missing`
 */
export async function standingIn(book: Book, credentialId: string, hereMs: number) {
  const credential = await findIn(book, credentialId);
  const kept = (await keptUsageIn(book, credentialId)) ?? newUsage(credentialId);
  const correctionMs = correctionOf(kept.skewMs);
  const nowMs = hereMs + correctionMs;
  const usage = withoutFuture(kept, nowMs);
  return { credential, usage, odd: usage !== kept, nowMs, correctionMs };
}

/**
 * The same usage without what cannot be: instants that only a clock which was ahead can have noted.
 * They are not forgotten, but none blocks for longer than it would have on a good clock. The very
 * same value where nothing is odd. `nowMs` is the server's time, here and below.
 */
function withoutFuture(usage: Usage, nowMs: number): Usage {
  const { block, freeAtMs } = usage;
  const latest = nowMs + COUNTS_UNHEARD;
  const blockedBefore = block !== null && block.sinceMs > nowMs;
  if (!blockedBefore && freeAtMs.every((atMs) => atMs <= latest)) return usage;
  return {
    ...usage,
    freeAtMs: freeAtMs.map((atMs) => Math.min(atMs, latest)),
    block: blockedBefore
      ? { sinceMs: nowMs, untilMs: nowMs + block.untilMs - block.sinceMs }
      : block,
  };
}

/** Why no call may be made now; `null`: one may. */
export function laterFor(usage: Usage, limits: Limits, nowMs: number): Later | null {
  const { block, days, liftedMonth, sharePercent } = usage;
  const { perMinute, perMonth } = shareOf(limits, sharePercent);
  if (block !== null && block.untilMs > nowMs) {
    return { atMs: block.untilMs, saidBy: 'server', limit: null };
  }
  const lifted = liftedMonth === monthOf(nowMs);
  if (perMonth !== null && !lifted && callsInMonth(days, nowMs) >= perMonth) {
    return { atMs: monthTurnMs(nowMs), saidBy: 'latchkey', limit: 'month' };
  }
  const counting = countingAt(usage, nowMs);
  if (perMinute === null || counting.length < perMinute) return null;
  const freeAtMs = counting[counting.length - perMinute] ?? nowMs;
  // A call whose reply is still out will count for less long once it is there.
  const atMs = freeAtMs > nowMs + COUNTS ? freeAtMs - CALL_DEADLINE : freeAtMs;
  return { atMs, saidBy: 'latchkey', limit: 'minute' };
}

/** When the calls that count in the window now stop to, earliest first. */
export function countingAt({ freeAtMs }: Usage, nowMs: number): number[] {
  return freeAtMs.filter((atMs) => atMs > nowMs);
}

/** By what a call that is made now is known until its reply came: when it stops counting without one. */
export function unheardUntil(nowMs: number): number {
  return nowMs + COUNTS_UNHEARD;
}

/** The usage with one call more. */
export function withCall(usage: Usage, { perMinute }: Limits, nowMs: number): Usage {
  const today = dayOf(nowMs);
  const days = Object.entries({ ...usage.days, [today]: (usage.days[today] ?? 0) + 1 });
  return {
    ...usage,
    // The newest are kept even when they count no more: a clock that was ahead may have said so.
    freeAtMs:
      perMinute === null ? [] : inOrder([...usage.freeAtMs, unheardUntil(nowMs)]).slice(-perMinute),
    days: Object.fromEntries(days.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-DAYS_KEPT)),
  };
}

/** The usage once a call is over. All calls of one instant are alike, so any of them is the one. */
export function withEnd(usage: Usage, reservedMs: number, nowMs: number): Usage {
  const place = usage.freeAtMs.indexOf(reservedMs);
  if (place < 0) return usage;
  return { ...usage, freeAtMs: inOrder(usage.freeAtMs.with(place, nowMs + COUNTS)) };
}

function inOrder(instants: number[]): number[] {
  return instants.sort((a, b) => a - b);
}

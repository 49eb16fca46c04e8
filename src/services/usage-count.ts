import { CALL_DEADLINE, MINUTE } from '../domain/time.ts';
import type { Limits } from '../providers/provider.ts';
import { correctionMs } from './clock-skew.ts';
import type { Usage } from './usage-record.ts';

/** Clocks run unevenly, and a slot that is a little late costs less than a call that is refused. */
const MARGIN = 100;
/** How long a call counts from its reply on: the server counted it some time before that. */
const COUNTS = MINUTE + MARGIN;
/** How long it counts where no reply was noted: as if it had arrived at the last moment. */
const COUNTS_UNHEARD = COUNTS + CALL_DEADLINE;
/** Days with calls that are kept: a month, and what the chart shows. */
const DAYS_KEPT = 40;

/** Whether a call may be made now; else when to look again, who says so, and by which count. */
export type Turn =
  | { when: 'now' }
  | {
      when: 'later';
      atMs: number;
      saidBy: 'latchkey' | 'server';
      limit: 'minute' | 'month' | null;
    };

/** The server's time at an instant of the clock here, as far as it is known. */
export function serverTime(usage: Usage, hereMs: number): number {
  return hereMs + correctionMs(usage.skewMs ?? 0);
}

/** The part of the limits that this vault may use; at least one call, or a key would be dead. */
export function sharedLimits({ sharePercent }: Usage, limits: Limits): Limits {
  const part = (limit: number | null) =>
    limit === null ? null : Math.max(1, Math.floor((limit * sharePercent) / 100));
  return { perMinute: part(limits.perMinute), perMonth: part(limits.perMonth) };
}

/**
 * The same usage without what cannot be: instants that only a clock which was ahead can have noted.
 * None of it is forgotten, but none of it blocks for longer than it would have on a good clock. The
 * very same value where nothing is odd. `nowMs` is the server's time, here and below.
 */
export function withoutFuture(usage: Usage, nowMs: number): Usage {
  const latest = nowMs + COUNTS_UNHEARD;
  const { block, days, freeAtMs } = usage;
  const today = dayOf(nowMs);
  const ahead = Object.keys(days).filter((day) => day > today);
  const blockedBefore = block !== null && block.sinceMs > nowMs;
  if (ahead.length === 0 && !blockedBefore && freeAtMs.every((atMs) => atMs <= latest)) {
    return usage;
  }
  return {
    ...usage,
    freeAtMs: freeAtMs.map((atMs) => Math.min(atMs, latest)),
    days: withDays(days, ahead, today),
    block: blockedBefore
      ? { ...block, sinceMs: nowMs, untilMs: nowMs + block.untilMs - block.sinceMs }
      : block,
  };
}

/** Calls of days that have not come yet were made today. */
function withDays(days: Usage['days'], ahead: readonly string[], today: string): Usage['days'] {
  const past = Object.entries(days).filter(([day]) => !ahead.includes(day));
  const moved = ahead.reduce((sum, day) => sum + (days[day] ?? 0), 0);
  return { ...Object.fromEntries(past), [today]: (days[today] ?? 0) + moved };
}

/** Whose turn it is. Limits are those of this vault's share. */
export function turnOf(usage: Usage, limits: Limits, nowMs: number): Turn {
  const { block } = usage;
  if (block !== null && block.untilMs > nowMs) {
    return { when: 'later', atMs: block.untilMs, saidBy: 'server', limit: null };
  }
  const lifted = usage.liftedMonth === monthOf(nowMs);
  if (limits.perMonth !== null && !lifted && inMonth(usage, nowMs) >= limits.perMonth) {
    return { when: 'later', atMs: monthTurnMs(nowMs), saidBy: 'latchkey', limit: 'month' };
  }
  const counting = countingAt(usage, nowMs);
  if (limits.perMinute === null || counting.length < limits.perMinute) return { when: 'now' };
  const freeAtMs = counting[counting.length - limits.perMinute] ?? nowMs;
  // A call whose reply is still out will count for less long once it is there.
  const atMs = freeAtMs > nowMs + COUNTS ? freeAtMs - CALL_DEADLINE : freeAtMs;
  return { when: 'later', atMs, saidBy: 'latchkey', limit: 'minute' };
}

/** When the calls that count in the window now stop to, earliest first. */
export function countingAt({ freeAtMs }: Usage, nowMs: number): number[] {
  return freeAtMs.filter((atMs) => atMs > nowMs);
}

/** The usage with one call more, and the instant by which that call is known until its reply came. */
export function withCall(usage: Usage, { perMinute }: Limits, nowMs: number) {
  const freeAtMs = nowMs + COUNTS_UNHEARD;
  const today = dayOf(nowMs);
  const days = Object.entries({ ...usage.days, [today]: (usage.days[today] ?? 0) + 1 });
  const newest = days.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-DAYS_KEPT);
  const counted: Usage = {
    ...usage,
    freeAtMs: perMinute === null ? [] : newestOf([...usage.freeAtMs, freeAtMs], perMinute),
    days: Object.fromEntries(newest),
  };
  return { counted, freeAtMs };
}

/**
 * The usage once a call is over. All calls of one instant are alike, so any of them is the one. The
 * newest are kept even when they count no more: a clock that was ahead may have said so.
 */
export function withEnd(usage: Usage, reservedMs: number, nowMs: number): Usage {
  const place = usage.freeAtMs.indexOf(reservedMs);
  if (place < 0) return usage;
  const freeAtMs = usage.freeAtMs.with(place, nowMs + COUNTS);
  return { ...usage, freeAtMs: newestOf(freeAtMs, freeAtMs.length) };
}

function newestOf(instants: number[], count: number): number[] {
  return instants.sort((a, b) => a - b).slice(-count);
}

/** Calls of the month of UTC that an instant is in. */
export function inMonth({ days }: Usage, nowMs: number): number {
  const month = monthOf(nowMs);
  const ofMonth = Object.entries(days).filter(([day]) => day.startsWith(month));
  return ofMonth.reduce((sum, [, calls]) => sum + calls, 0);
}

/** When the next month of UTC begins. */
export function monthTurnMs(nowMs: number): number {
  const now = new Date(nowMs);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
}

/** "2026-11-21" */
export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** "2026-11" */
export function monthOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 'YYYY-MM'.length);
}

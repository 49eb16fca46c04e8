import { CALL_DEADLINE, DAY, MINUTE, SECOND } from './time.ts';
import type { Limits, StrictLimit, Usage } from './usage.ts';

/** Clocks run unevenly, and a slot that is a little late costs less than a call that is refused. */
const MARGIN = 100;
/** How long a call counts from its reply on: the server counted it some time before that. */
const COUNTS = MINUTE + MARGIN;
/** How long it counts where no reply was noted: as if it had arrived at the last moment. */
const COUNTS_UNHEARD = COUNTS + CALL_DEADLINE;
/** Days with calls that are kept: a month, and what the chart shows. */
const DAYS_KEPT = 40;
/** Half of what tokens are set back by anyway, so that what is left alone never matters. */
const SKEW_WORTH_CORRECTING = 15 * SECOND;
/** No certificate would be good on a computer that is further off: whatever said so is not believed. */
export const FURTHEST_SKEW = DAY;

/** Why no call may be made now: when to look again, who says so, and by which count. */
export interface Later {
  atMs: number;
  saidBy: 'latchkey' | 'server';
  limit: 'minute' | 'month' | null;
}

/** What to add to the clock here to have the server's time (ms): nothing for a little, or for an absurd lot. */
export function correctionOf({ skewMs }: Usage): number {
  const size = Math.abs(skewMs ?? 0);
  return skewMs && size >= SKEW_WORTH_CORRECTING && size <= FURTHEST_SKEW ? skewMs : 0;
}

/**
 * The same usage without what cannot be: instants that only a clock which was ahead can have noted.
 * They are not forgotten, but none blocks for longer than it would have on a good clock. `nowMs` is
 * the server's time, here and below.
 */
export function withoutFuture(usage: Usage, nowMs: number): Usage {
  const { block, freeAtMs, strict = {} } = usage;
  const bounded = (list: number[]) => list.map((at) => Math.min(at, nowMs + COUNTS_UNHEARD));
  const lists = Object.entries(strict).map(([name, list]) => [name, bounded(list)] as const);
  return {
    ...usage,
    ...(lists.length > 0 && { strict: Object.fromEntries(lists) }),
    freeAtMs: bounded(freeAtMs),
    block: block && { ...block, untilMs: Math.min(block.untilMs, nowMs + block.waitMs) },
  };
}

/** So much of a minute's calls is left to whoever looks on, by work that nobody waits for (percent). */
const SPARED_PERCENT = 2;

/**
 * Why no call may be made now; `null`: one may. `sparing`: a little of the limit is left to others.
 */
export function laterFor(
  usage: Usage,
  limits: Limits,
  nowMs: number,
  sparing = false,
): Later | null {
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
  if (perMinute === null) return null;
  const most = perMinute - (sparing ? Math.floor((perMinute * SPARED_PERCENT) / 100) : 0);
  if (counting.length < most) return null;
  const freeAtMs = counting[counting.length - most] ?? nowMs;
  // A call whose reply is still out will count for less long once it is there.
  const atMs = freeAtMs > nowMs + COUNTS ? freeAtMs - CALL_DEADLINE : freeAtMs;
  return { atMs, saidBy: 'latchkey', limit: 'minute' };
}

/** The same for a call that shares a stricter limit, which is looked at after the key's own. */
export function laterWithin(
  usage: Usage,
  limits: Limits,
  nowMs: number,
  strict: StrictLimit | null,
  sparing = false,
): Later | null {
  const later = laterFor(usage, limits, nowMs, sparing);
  if (later || !strict) return later;
  const those = { ...usage, freeAtMs: usage.strict?.[strict.name] ?? [] };
  return laterFor(those, { perMinute: strict.perMinute, perMonth: null }, nowMs);
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
export function withCall(
  usage: Usage,
  { perMinute }: Limits,
  nowMs: number,
  strict: StrictLimit | null = null,
): Usage {
  const today = dayOf(nowMs);
  const days = Object.entries({ ...usage.days, [today]: (usage.days[today] ?? 0) + 1 });
  // The newest are kept even when they count no more: a clock that was ahead may have said so.
  const withOne = (list: number[], most: number) =>
    inOrder([...list, unheardUntil(nowMs)]).slice(-most);
  const those = strict && withOne(usage.strict?.[strict.name] ?? [], strict.perMinute);
  return {
    ...usage,
    freeAtMs: perMinute === null ? [] : withOne(usage.freeAtMs, perMinute),
    ...(strict && those && { strict: { ...usage.strict, [strict.name]: those } }),
    days: Object.fromEntries(days.sort().slice(-DAYS_KEPT)),
  };
}

/** The usage once a call is over. All calls of one instant are alike, so any of them is the one. */
export function withEnd(
  usage: Usage,
  reservedMs: number,
  nowMs: number,
  strictName: string | null = null,
): Usage {
  const ended = (list: number[]) => {
    const place = list.indexOf(reservedMs);
    return place < 0 ? list : inOrder(list.with(place, nowMs + COUNTS));
  };
  const those = strictName === null ? undefined : usage.strict?.[strictName];
  return {
    ...usage,
    freeAtMs: ended(usage.freeAtMs),
    ...(strictName !== null &&
      those && { strict: { ...usage.strict, [strictName]: ended(those) } }),
  };
}

function inOrder(instants: number[]): number[] {
  return instants.sort((a, b) => a - b);
}

/** That part of the limits; at least one call, or the key would be dead. */
export function shareOf({ perMinute, perMonth }: Limits, percent: number): Limits {
  const part = (limit: number | null) => limit && Math.max(1, Math.floor((limit * percent) / 100));
  return { perMinute: part(perMinute), perMonth: part(perMonth) };
}

/** Calls of the month of UTC that an instant is in. */
export function callsInMonth(days: Usage['days'], nowMs: number): number {
  const ofMonth = Object.entries(days).filter(([day]) => day.startsWith(monthOf(nowMs)));
  return ofMonth.reduce((sum, [, calls]) => sum + calls, 0);
}

/** When the next month of UTC begins. */
export function monthTurnMs(nowMs: number): number {
  const now = new Date(nowMs);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
}

/** "2026-11-21" */
export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}

/** "2026-11" */
export function monthOf(nowMs: number): string {
  return dayOf(nowMs).slice(0, 7);
}

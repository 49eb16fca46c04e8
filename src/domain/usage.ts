import * as v from 'valibot';

/** The part of a key's limits that one vault may use, in percent. */
export const sharePercentSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));

/** How often one key may ask. */
export const limitsSchema = v.object({
  /** Calls in any 60 seconds; `null` where the system says nothing. */
  perMinute: v.nullable(v.number()),
  /** Calls in a calendar month of UTC; `null` as above. */
  perMonth: v.nullable(v.number()),
});
export type Limits = v.InferOutput<typeof limitsSchema>;

/** Calls by the day of UTC ("2026-11-21"); days without a call are absent. */
export const callsByDaySchema = v.record(v.string(), v.number());
export type CallsByDay = v.InferOutput<typeof callsByDaySchema>;

/** How a key was used, and why no call is made now, as pages see it. */
export const usageReportSchema = v.object({
  /** What the system allows a key. */
  limits: limitsSchema,
  sharePercent: v.number(),
  /** Calls that count in the window of the last 60 seconds. */
  inWindow: v.number(),
  days: callsByDaySchema,
  /** Until when no call is made, and by which of our counts (`null`: the server's word); `null`: calls are made. */
  blocked: v.nullable(
    v.object({
      untilMs: v.number(),
      saidBy: v.picklist(['latchkey', 'server']),
      limit: v.nullable(v.picklist(['minute', 'month'])),
    }),
  ),
  /** How far the server's clock is ahead of this computer's; `null`: not measured yet. */
  skewMs: v.nullable(v.number()),
  /** What of it is allowed for in proofs and counts. */
  correctionMs: v.number(),
});
export type UsageReport = v.InferOutput<typeof usageReportSchema>;

/** That part of the limits; at least one call, or the key would be dead. */
export function shareOf({ perMinute, perMonth }: Limits, percent: number): Limits {
  const part = (limit: number | null) =>
    limit === null ? null : Math.max(1, Math.floor((limit * percent) / 100));
  return { perMinute: part(perMinute), perMonth: part(perMonth) };
}

/** Calls of the month of UTC that an instant is in. */
export function callsInMonth(days: CallsByDay, nowMs: number): number {
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

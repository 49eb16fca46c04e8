import * as v from 'valibot';

const instantMs = v.number();

/** The part of a key's limits that one vault may use, in percent. */
export const sharePercentSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));

const limits = { perMinute: v.nullable(v.number()), perMonth: v.nullable(v.number()) };

/** How a key was used, and how often it may be, as pages see it. Days and months are those of UTC. */
export const usageReportSchema = v.object({
  label: v.string(),
  /** Whose limits and clock these are. */
  host: v.string(),
  /** What the system allows a key; `null` where it says nothing. */
  systemLimits: v.object(limits),
  /** What of it this vault may use. */
  ownLimits: v.object(limits),
  sharePercent: v.number(),
  /** Calls that count in the window of the last 60 seconds. */
  inWindow: v.number(),
  inMonth: v.number(),
  /** When the next month begins. */
  monthTurnsAtMs: instantMs,
  /** The last 30 days, oldest first, each by its date ("2026-11-21"). */
  days: v.array(v.object({ day: v.string(), calls: v.number() })),
  /** When the month's calls are used up, if it goes on like the last seven days; `null`: not this month. */
  runsOutAtMs: v.nullable(instantMs),
  /** Why no call is made now, and until when; `null`: calls are made. */
  blocked: v.nullable(
    v.object({
      untilMs: instantMs,
      saidBy: v.picklist(['latchkey', 'server']),
      limit: v.nullable(v.picklist(['minute', 'month'])),
    }),
  ),
  /** How far the server's clock is ahead of this computer's (in seconds); `null`: not measured yet. */
  skewSeconds: v.nullable(v.number()),
  /** Whether the times in proofs are set right by that. */
  skewCorrected: v.boolean(),
});
export type UsageReport = v.InferOutput<typeof usageReportSchema>;

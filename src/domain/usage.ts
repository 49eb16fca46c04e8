import * as v from 'valibot';

/** The part of a key's limits that one vault may use, in percent. */
export const sharePercentSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));

/** How often one key may ask. */
export interface Limits {
  /** Calls in any 60 seconds; `null` where the system says nothing. */
  perMinute: number | null;
  /** Calls in a calendar month of UTC; `null` as above. */
  perMonth: number | null;
}

/** A stricter limit that some of a system's requests share; they count against the key's own, too. */
export interface StrictLimit {
  name: string;
  /** Calls in any 60 seconds. */
  perMinute: number;
}

/**
 * What is known of how one credential was used. Instants are the server's time as far as it is
 * known, so that a clock here that is set does not change what they mean.
 */
export const usageSchema = v.looseObject({
  /** When each of the newest calls stops counting in the window of a minute, earliest first. */
  freeAtMs: v.array(v.number()),
  /** The same of the calls that share a stricter limit, by its name. */
  strict: v.exactOptional(v.record(v.string(), v.array(v.number()))),
  /** Calls by the day of UTC ("2026-11-21"), as far back as is shown. */
  days: v.record(v.string(), v.number()),
  /** The server wants to be left alone, for so long and until then. */
  block: v.nullable(v.looseObject({ waitMs: v.number(), untilMs: v.number() })),
  /** How far the server's clock is ahead of ours; `null` until it was measured. */
  skewMs: v.nullable(v.number()),
  /** How much of the system's limits this vault may use. */
  sharePercent: v.number(),
  /** The month ("2026-11") whose count the person chose to disregard. */
  liftedMonth: v.nullable(v.string()),
});
export type Usage = v.InferOutput<typeof usageSchema>;

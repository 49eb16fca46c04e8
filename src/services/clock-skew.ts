import { CALL_DEADLINE, DAY, SECOND } from '../domain/time.ts';

/** A `Date` header has no fractions of a second, and the two ways of a call may differ in length. */
const NOISE = 5 * SECOND;
/** Half of what tokens are set back by anyway, so that what is left alone never matters. */
const WORTH_CORRECTING = 15 * SECOND;
/** No certificate would be good on a computer that is further off: whatever said so is not believed. */
const FURTHEST_BELIEVED = DAY;

/** When a call went out and came back, by the clock here. */
export interface Journey {
  sentAtMs: number;
  receivedAtMs: number;
}

/**
 * How far the server's clock is ahead of the one here (ms), by the `Date` of its reply, which was
 * written about half way; `null` without one, or where the clock here was set while it was away.
 */
export function measuredSkewMs(
  date: string | undefined,
  { sentAtMs, receivedAtMs }: Journey,
): number | null {
  const awayMs = receivedAtMs - sentAtMs;
  const skewMs = Date.parse(date ?? '') - (sentAtMs + awayMs / 2);
  return awayMs < 0 || awayMs > CALL_DEADLINE + NOISE || Number.isNaN(skewMs) ? null : skewMs;
}

/** What is known after one more measurement: what differs by no more than noise changes nothing. */
export function skewAfter(
  knownMs: number | null,
  measuredMs: number | null,
  { sentAtMs, receivedAtMs }: Journey,
): number | null {
  if (measuredMs === null) return knownMs;
  const noise = NOISE + (receivedAtMs - sentAtMs) / 2;
  const known = knownMs ?? 0;
  return Math.abs(measuredMs - known) > noise ? Math.round(measuredMs) : known;
}

/** What to add to the clock here to have the server's time (ms): nothing for a little, or for an absurd lot. */
export function correctionOf(skewMs: number | null): number {
  const size = Math.abs(skewMs ?? 0);
  return skewMs !== null && size >= WORTH_CORRECTING && size <= FURTHEST_BELIEVED ? skewMs : 0;
}

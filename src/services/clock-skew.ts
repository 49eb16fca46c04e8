import { CALL_DEADLINE, DAY, SECOND } from '../domain/time.ts';

/** A `Date` header has no fractions of a second, and the two ways of a call may differ in length. */
const NOISE = 5 * SECOND;
/** Below half of what tokens are set back by anyway, so that both together are never too much. */
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
  const instantMs = Date.parse(date ?? '');
  const awayMs = receivedAtMs - sentAtMs;
  const sane = awayMs >= 0 && awayMs <= CALL_DEADLINE + NOISE;
  return sane && !Number.isNaN(instantMs) ? instantMs - (sentAtMs + awayMs / 2) : null;
}

/** What is known after one more measurement: what differs by no more than noise changes nothing. */
export function skewAfter(
  knownMs: number,
  measuredMs: number,
  { sentAtMs, receivedAtMs }: Journey,
): number {
  const noise = NOISE + (receivedAtMs - sentAtMs) / 2;
  return Math.abs(measuredMs - knownMs) > noise ? Math.round(measuredMs) : knownMs;
}

/** What to add to the clock here to have the server's time (ms): nothing for a little, or for an absurd lot. */
export function correctionMs(skewMs: number): number {
  const size = Math.abs(skewMs);
  return size >= WORTH_CORRECTING && size <= FURTHEST_BELIEVED ? skewMs : 0;
}

import { CALL_DEADLINE, SECOND } from '../domain/time.ts';

/** A `Date` header has no fractions of a second, and the two ways of a call may differ in length. */
const NOISE = 5 * SECOND;

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
  const skewMs = Math.round(Date.parse(date ?? '') - (sentAtMs + awayMs / 2));
  return awayMs >= 0 && awayMs <= CALL_DEADLINE + NOISE && !Number.isNaN(skewMs) ? skewMs : null;
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
  return Math.abs(measuredMs - known) > noise ? measuredMs : known;
}

import { DAY, MINUTE, SECOND } from '../domain/time.ts';

/** A month's limit is the longest that any system counts by: what is further away is nonsense. */
const LONGEST_BELIEVED = 31 * DAY;
/** Without a time that can be believed, as long as the window that most systems count by. */
const UNTOLD = MINUTE;
/** "0" and instants that are past still say that it was too fast. */
const SHORTEST = SECOND;

/**
 * How long a server that said 429 wants to be left alone (ms from its reply): by `Retry-After` in
 * seconds, as an HTTP date or as an ISO date, else by `X-RateLimit-Reset` in epoch seconds. A date
 * is taken against the `Date` of the same reply, so that it does not matter which clock is off. At
 * least a second; a minute where nothing is told, where it cannot be read, or where it is more than
 * 31 days away. Sources: RFC 9110 §10.2.3; Zoom, "rate limits" (ISO date, X-RateLimit-Reset)
 */
export function waitAfter(headers: Readonly<Record<string, string>>, serverNowMs: number): number {
  const dated = Date.parse(headers['date'] ?? '');
  const nowMs = Number.isNaN(dated) ? serverNowMs : dated;
  const waitMs =
    told(headers['retry-after'] ?? '', nowMs) ?? resetOf(headers['x-ratelimit-reset'] ?? '', nowMs);
  if (waitMs === null || waitMs > LONGEST_BELIEVED) return UNTOLD;
  return Math.max(waitMs, SHORTEST);
}

function told(text: string, nowMs: number): number | null {
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * SECOND;
  // What begins otherwise is no date of either form, though engines may read one into it.
  const instantMs = /^\s*(?:[A-Z][a-z]{2,8},? |\d{4}-\d\d-\d\d)/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isNaN(instantMs) ? null : instantMs - nowMs;
}

function resetOf(text: string, nowMs: number): number | null {
  return /^\s*\d{10}\s*$/.test(text) ? Number(text) * SECOND - nowMs : null;
}

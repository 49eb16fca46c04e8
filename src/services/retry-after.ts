import { DAY, MINUTE, SECOND } from '../domain/time.ts';

/** A month's limit is the longest that any system counts by: what is further away is nonsense. */
const LONGEST_BELIEVED = 31 * DAY;
/** Without a time that can be believed, as long as the window that most systems count by. */
const UNTOLD = MINUTE;
/** "0" and instants that are past still say that it was too fast. */
const SHORTEST = SECOND;

/** Epoch seconds; fewer digits are seconds from now at some servers. */
const EPOCH = /^\d{10}$/;

/**
 * How long a server that said 429 wants to be left alone (ms from its reply), by `Retry-After` in
 * seconds, as an HTTP date or as an ISO date, or else by `X-RateLimit-Reset` in epoch seconds. A date is taken against the `Date` of the same reply,
 * so that it does not matter which clock is off. At least a second; a minute where nothing is told,
 * where it cannot be read, or where it is more than 31 days away.
 * Sources: RFC 9110 §10.2.3; Zoom's "rate limits" (ISO date)
 */
export function waitAfter(headers: Readonly<Record<string, string>>, serverNowMs: number): number {
  const told = headers['retry-after'] ?? '';
  const reset = headers['x-ratelimit-reset'] ?? '';
  const nowMs = dateIn(headers['date']) || serverNowMs;
  const atMs = told === '' && EPOCH.test(reset) ? Number(reset) * SECOND : dateIn(told);
  const waitMs = /^\d+$/.test(told) ? Number(told) * SECOND : atMs - nowMs;
  return waitMs <= LONGEST_BELIEVED ? Math.max(waitMs, SHORTEST) : UNTOLD;
}

/**
 * The instant of an HTTP or ISO date; without a zone it is in UTC. `NaN` for what engines alone would
 * read a date into.
 */
function dateIn(text = ''): number {
  const isDate = /^([A-Z][a-z]{2,8}, |\d{4}-\d\d-\d\d)/.test(text);
  return isDate ? Date.parse(text.replace(/:\d\d:\d\d(\.\d+)?$/, '$&Z')) : Number.NaN;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How long one call to a server may take (ms): below the 30 s after which Firefox ends a background page in mid-request. */
export const CALL_DEADLINE = 20 * SECOND;

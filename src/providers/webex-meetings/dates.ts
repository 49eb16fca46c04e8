import { DAY } from '../../domain/time.ts';
import { exists, instantAtOffset, instantInZone, type WallClock } from '../../domain/wall-clock.ts';
import type { WebexZone } from './time-zones.ts';

/** A personal room carries a start decades ahead (2068 in the seed): nothing is planned that far. */
const PLACEHOLDER_AFTER = 10 * 366 * DAY;

const START = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2}):(\d{2})$/;
const EXPIRY =
  /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4}),?\s+(\d{1,2}):(\d{2})\s+([AP])\.?M\.?\s+(\S+)$/i;

/**
 * `MM/dd/yyyy HH:mm:ss` as a wall clock; `null` when it is not such a date.
 * Source: seed 000, "startDate"
 */
export function parseStart(text: string): WallClock | null {
  const found = START.exec(text.trim());
  if (found === null) return null;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map(Number);
  const wall = { year, month, day, hour, minute, second };
  return exists(wall) ? wall : null;
}

/** When the meeting starts (epoch milliseconds); `null` in a zone that cannot be told. */
export function startInstant(wall: WallClock, zone: WebexZone): number | null {
  if (zone.iana !== null) return instantInZone(wall, zone.iana);
  return zone.offsetMinutes === null ? null : instantAtOffset(wall, zone.offsetMinutes);
}

/** Whether a start is the dummy of a personal room, seen at `nowMs`. */
export function isPlaceholder(wall: WallClock, nowMs: number): boolean {
  return instantAtOffset(wall, 0) > nowMs + PLACEHOLDER_AFTER;
}

/** Offsets of the zone words that an expiry may end in, in minutes east of Greenwich. */
const ZONE_WORDS: Record<string, number> = {
  GMT: 0,
  UTC: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/**
 * `M/d/yy h:mm a z` ("8/1/19 12:08 AM GMT") as an instant; any white space counts, because newer
 * Java prints U+202F before AM and PM, and a comma after the day. `null` when it is not such a date.
 * Source: seed 000, "expiration"
 */
export function parseExpiry(text: string): number | null {
  const found = EXPIRY.exec(text.trim());
  const offset = ZONE_WORDS[found?.[7]?.toUpperCase() ?? ''];
  if (found === null || offset === undefined) return null;
  const [month = 0, day = 0, shortYear = 0, hour12 = 0, minute = 0] = found.slice(1, 6).map(Number);
  if (hour12 < 1 || hour12 > 12) return null;
  const hour = (hour12 % 12) + (found[6]?.toUpperCase() === 'P' ? 12 : 0);
  const year = shortYear < 100 ? 2000 + shortYear : shortYear;
  const wall = { year, month, day, hour, minute, second: 0 };
  return exists(wall) ? instantAtOffset(wall, offset) : null;
}

import { tzOffset } from '@date-fns/tz/tzOffset';
import { DAY, MINUTE } from './time.ts';

/** A date and time as a clock on the wall shows it, in no zone yet. `month` is 1 to 12. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/**
 * The instant (epoch milliseconds) at which the clocks of an IANA zone show this wall clock.
 * In the hour that spring skips it is as much later as the clocks were put forward; in the hour
 * that autumn repeats it is the first of the two (what Temporal calls "compatible").
 */
export function instantInZone(wall: WallClock, ianaZone: string): number {
  const asIfUtc = instantAtOffset(wall, 0);
  const before = tzOffset(ianaZone, new Date(asIfUtc - DAY));
  const after = tzOffset(ianaZone, new Date(asIfUtc + DAY));
  const candidates = [before, after].map((offset) => instantAtOffset(wall, offset));
  const shown = candidates.filter(
    (instant) => instant + tzOffset(ianaZone, new Date(instant)) * MINUTE === asIfUtc,
  );
  return shown.length > 0 ? Math.min(...shown) : instantAtOffset(wall, before);
}

/** The instant of a wall clock that stands at a fixed offset (minutes east of Greenwich). */
export function instantAtOffset(wall: WallClock, offsetMinutes: number): number {
  const { year, month, day, hour, minute, second } = wall;
  return Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second);
}

/** Whether such a day and time exists on the calendar (no 31 February, no 25 o'clock). */
export function exists(wall: WallClock): boolean {
  const { year, month, day, hour, minute, second } = wall;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return (
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second
  );
}

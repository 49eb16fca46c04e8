import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { daysUntil, REMINDER_DAYS, reminderTime } from '../../src/domain/expiry.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';

const zone = process.env['TZ'];

/** "2027-03-28 08:00" on the clock here. */
function words(instantMs: number): string {
  const at = new Date(instantMs);
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const at = (text: string) => new Date(text).getTime();

describe('The time of a reminder', () => {
  beforeEach(() => {
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('is eight in the morning here, whatever the clocks did in between', () => {
    const expiry = at('2027-04-10T14:30');
    expect(REMINDER_DAYS.map((days) => words(reminderTime(expiry, days)))).toEqual([
      '2027-03-11 08:00',
      '2027-03-27 08:00',
      '2027-04-03 08:00',
      '2027-04-07 08:00',
      '2027-04-09 08:00',
      '2027-04-10 08:00',
    ]);
    expect(reminderTime(expiry, 14) - reminderTime(expiry, 30)).toBe(16 * DAY);
    expect(reminderTime(expiry, 7) - reminderTime(expiry, 14)).toBe(7 * DAY - HOUR);
  });

  it('is an hour before an expiry in the night, at the latest', () => {
    expect(words(reminderTime(at('2027-04-10T00:00'), 0))).toBe('2027-04-09 23:00');
    expect(words(reminderTime(at('2027-04-10T06:15'), 0))).toBe('2027-04-10 05:15');
    expect(words(reminderTime(at('2027-04-10T06:15'), 1))).toBe('2027-04-09 08:00');
  });

  it('counts leap days and the ends of months and years', () => {
    expect(words(reminderTime(at('2028-03-01T12:00'), 1))).toBe('2028-02-29 08:00');
    expect(words(reminderTime(at('2028-02-29T12:00'), 30))).toBe('2028-01-30 08:00');
    expect(words(reminderTime(at('2027-01-03T12:00'), 7))).toBe('2026-12-27 08:00');
  });

  it('is always ahead of the expiry and in order, every day of four years', () => {
    for (let day = 0; day < 4 * 366; day += 1) {
      const expiry = at('2026-01-01T00:00') + day * DAY + ((day * 37) % 24) * HOUR;
      const times = REMINDER_DAYS.map((days) => reminderTime(expiry, days));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(new Set(times).size).toBe(times.length);
      expect(times.at(-1)).toBeLessThanOrEqual(expiry - HOUR);
    }
  });

  it('says “tomorrow” over a night in which the clocks change', () => {
    expect(daysUntil(at('2027-03-28T23:00'), at('2027-03-27T01:00'))).toBe(1);
    expect(daysUntil(at('2027-10-31T00:30'), at('2027-10-30T23:30'))).toBe(1);
    expect(daysUntil(at('2027-10-31T23:30'), at('2027-10-31T00:30'))).toBe(0);
  });
});

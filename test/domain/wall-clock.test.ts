import { describe, expect, it } from 'vitest';
import { exists, instantInZone } from '../../src/domain/wall-clock.ts';

const wall = (iso: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = iso
    .split(/\D/)
    .map(Number);
  return { year, month, day, hour, minute, second };
};

describe('A wall clock in a zone', () => {
  it.each([
    ['2026-01-15 16:15:00', 'Australia/Adelaide', '2026-01-15T05:45:00Z', 'summer in the south'],
    ['2026-07-15 16:15:00', 'Australia/Adelaide', '2026-07-15T06:45:00Z', 'winter in the south'],
    ['2026-06-10 10:00:00', 'America/New_York', '2026-06-10T14:00:00Z', 'summer in the north'],
    ['2026-03-08 02:30:00', 'America/New_York', '2026-03-08T07:30:00Z', 'an hour that is skipped'],
    [
      '2026-11-01 01:30:00',
      'America/New_York',
      '2026-11-01T05:30:00Z',
      'the first of a doubled hour',
    ],
    ['2026-04-05 02:30:00', 'Australia/Adelaide', '2026-04-04T16:00:00Z', 'the same in the south'],
    ['2026-10-04 02:30:00', 'Australia/Adelaide', '2026-10-03T17:00:00Z', 'skipped in the south'],
    ['2026-05-01 00:00:00', 'Asia/Kolkata', '2026-04-30T18:30:00Z', 'a half-hour zone'],
  ])('%s in %s is %s: %s', (text, zone, instant) => {
    expect(instantInZone(wall(text), zone)).toBe(Date.parse(instant));
  });

  it('is none that no calendar has', () => {
    expect(exists(wall('2026-02-31 10:00:00'))).toBe(false);
    expect(exists(wall('2026-02-28 25:00:00'))).toBe(false);
    expect(exists(wall('2028-02-29 23:59:59'))).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { instantInZone } from '../../../src/domain/wall-clock.ts';
import {
  isPlaceholder,
  parseExpiry,
  parseStart,
} from '../../../src/providers/webex-meetings/dates.ts';
import { zoneFor } from '../../../src/providers/webex-meetings/time-zones.ts';

/** Minutes east of Greenwich on 15 January and 15 July 2026, by Webex zone id. Source: tz database. */
const OFFSETS: readonly (readonly [number, number])[] = [
  [-720, -720],
  [-660, -660],
  [-600, -600],
  [-540, -480],
  [-480, -420],
  [-420, -420],
  [-420, -360],
  [-360, -300],
  [-360, -360],
  [-360, -360],
  [-300, -300],
  [-300, -240],
  [-300, -240],
  [-240, -180],
  [-240, -240],
  [-210, -150],
  [-180, -180],
  [-180, -180],
  [-120, -120],
  [-60, 0],
  [60, 60],
  [0, 60],
  [60, 120],
  [60, 120],
  [60, 120],
  [60, 120],
  [120, 180],
  [120, 180],
  [120, 180],
  [120, 120],
  [120, 180],
  [120, 180],
  [180, 180],
  [180, 180],
  [180, 180],
  [210, 210],
  [240, 240],
  [240, 240],
  [270, 270],
  [300, 300],
  [300, 300],
  [330, 330],
  [330, 330],
  [300, 300],
  [420, 420],
  [480, 480],
  [480, 480],
  [480, 480],
  [480, 480],
  [540, 540],
  [540, 540],
  [540, 540],
  [630, 570],
  [570, 570],
  [600, 600],
  [660, 600],
  [600, 600],
  [660, 600],
  [600, 600],
  [660, 660],
  [780, 720],
  [720, 720],
];

describe('A Webex time zone', () => {
  it.each(OFFSETS.map((offsets, id) => ({ id, offsets })))(
    '$id has the offsets $offsets',
    ({ id, offsets }) => {
      const zone = zoneFor(id, 'a label that is wrong: GMT+03:00');
      const noon = (month: number) => {
        const wall = { year: 2026, month, day: 15, hour: 12, minute: 0, second: 0 };
        return (Date.UTC(2026, month - 1, 15, 12) - instantInZone(wall, zone.iana ?? '')) / 60_000;
      };
      expect([noon(1), noon(7)]).toEqual(offsets);
    },
  );

  it('of an id that nobody knows has the offset of its label', () => {
    expect(zoneFor(99, 'GMT+05:45, Nepal (Kathmandu)')).toEqual({ iana: null, offsetMinutes: 345 });
    expect(zoneFor(99, 'GMT-03:30, Somewhere')).toEqual({ iana: null, offsetMinutes: -210 });
    expect(zoneFor(99, 'Somewhere')).toEqual({ iana: null, offsetMinutes: null });
    expect(zoneFor(null, null)).toEqual({ iana: null, offsetMinutes: null });
  });
});

describe('The start of a meeting', () => {
  it('is read as month, day, year', () => {
    expect(parseStart('06/10/2026 10:00:00')).toMatchObject({
      year: 2026,
      month: 6,
      day: 10,
      hour: 10,
    });
  });
  it.each([
    '10.06.2026 10:00',
    '2026-06-10T10:00:00',
    '13/01/2026 10:00:00',
    '02/30/2026 10:00:00',
    '',
  ])('is not “%s”', (text) => expect(parseStart(text)).toBeNull());
  it('decades ahead is the dummy of a personal room', () => {
    const now = Date.parse('2026-03-04T00:00:00Z');
    const start = (text: string) =>
      isPlaceholder(
        parseStart(text) ?? { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 },
        now,
      );
    expect(start('12/31/2068 13:00:00')).toBe(true);
    expect(start('12/31/2029 13:00:00')).toBe(false);
  });
});

describe('The expiry of a key', () => {
  it.each([
    ['8/1/19 12:08 AM GMT', '2019-08-01T00:08:00Z'],
    ['8/1/19 12:08\u202fAM GMT', '2019-08-01T00:08:00Z'],
    ['8/1/19, 12:08\u202fAM GMT', '2019-08-01T00:08:00Z'],
    ['12/31/26 12:00 PM GMT', '2026-12-31T12:00:00Z'],
    ['4/27/20 6:22 pm UTC', '2020-04-27T18:22:00Z'],
    ['4/27/2020 6:22 PM PDT', '2020-04-28T01:22:00Z'],
  ])('“%s” is %s', (text, instant) => {
    expect(parseExpiry(text)).toBe(Date.parse(instant));
  });
  it.each([
    '',
    'soon',
    '8/1/19',
    '13/1/19 1:00 AM GMT',
    '8/1/19 13:00 AM GMT',
    '2/30/19 1:00 AM GMT',
    '8/1/19 1:00 AM XYZ',
    '8/1/19 1:00 AM __proto__',
  ])('is not “%s”', (text) => expect(parseExpiry(text)).toBeNull());
});

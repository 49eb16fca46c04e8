import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REMINDER_DAYS, reminderTime } from '../../src/domain/expiry.ts';
import { DAY } from '../../src/domain/time.ts';
import { type CalendarKey, calendarOf, meetingCalendar } from '../../src/ui/calendar.ts';
import { busyMeeting, personalRoom } from '../preview/fixtures.ts';

const NOW = Date.UTC(2026, 10, 21, 9, 0);

const key: CalendarKey = {
  id: 'f3b1c9a0-0000-4000-8000-000000000001',
  version: 3,
  label: 'Support desk',
  providerLabel: 'Webex Meetings',
  expiresAtMs: Date.UTC(2027, 4, 20, 12, 30, 15),
  deletesAtMs: null,
};

/** A small reader of calendar files, by RFC 5545 alone: unfolds, splits, takes the escapes back. */
function readCalendar(text: string) {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  expect(lines.pop()).toBe('');
  const properties = lines.map((line) => {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/s.exec(line) ?? [];
    return { name, value: value.replace(/\\([\\,;nN])/g, (_, sign) => UNESCAPED[sign] ?? '') };
  });
  return { properties, events: sectionsOf(properties, 'VEVENT') };
}

const UNESCAPED: Record<string, string> = { '\\': '\\', ',': ',', ';': ';', n: '\n', N: '\n' };

type Property = { name: string; value: string };

function sectionsOf(properties: readonly Property[], kind: string): Property[][] {
  const sections: Property[][] = [];
  let open: Property[] | null = null;
  for (const property of properties) {
    if (property.name === 'BEGIN' && property.value === kind) open = [];
    else if (property.name === 'END' && property.value === kind && open) {
      sections.push(open);
      open = null;
    } else open?.push(property);
  }
  return sections;
}

const textOf = (event: readonly Property[] = [], name = '') =>
  event.find((property) => property.name === name)?.value;

/** "-P29DT4H30M" as milliseconds before. */
function beforeMs(trigger: string): number {
  const found = /^-P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(trigger);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (found ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

describe('A calendar file', () => {
  it('has an event for each key that expires, at its moment', () => {
    const other = { ...key, id: 'another', expiresAtMs: null };
    const { events } = readCalendar(calendarOf([key, other], REMINDER_DAYS, NOW));
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(textOf(event, 'DTSTART')).toBe('20270520T123015Z');
    expect(textOf(event, 'DTSTAMP')).toBe('20261121T090000Z');
    expect(textOf(event, 'SUMMARY')).toBe('“Support desk” expires (Webex Meetings)');
  });

  it('has an alarm for each chosen day, at the time of its reminder', () => {
    const text = calendarOf([key], REMINDER_DAYS, NOW);
    const alarms = sectionsOf(readCalendar(text).properties, 'VALARM');
    const { expiresAtMs } = key;
    expect(
      alarms.map((alarm) => (expiresAtMs ?? 0) - beforeMs(textOf(alarm, 'TRIGGER') ?? '')),
    ).toEqual(REMINDER_DAYS.map((days) => reminderTime(expiresAtMs ?? 0, days)));
    expect(alarms.every((alarm) => textOf(alarm, 'ACTION') === 'DISPLAY')).toBe(true);
    expect(sectionsOf(readCalendar(calendarOf([key], [7], NOW)).properties, 'VALARM')).toHaveLength(
      1,
    );
  });

  it('moves the event when it is imported again: the same UID, a later version', () => {
    const moved = { ...key, version: 4, expiresAtMs: (key.expiresAtMs ?? 0) + 180 * DAY };
    const [before, after] = [key, moved].map(
      (each) => readCalendar(calendarOf([each], REMINDER_DAYS, NOW)).events[0],
    );
    expect(textOf(after, 'UID')).toBe(textOf(before, 'UID'));
    expect(Number(textOf(after, 'SEQUENCE'))).toBeGreaterThan(Number(textOf(before, 'SEQUENCE')));
    expect(textOf(after, 'DTSTART')).not.toBe(textOf(before, 'DTSTART'));
  });

  it('holds whatever a key is called, in lines of 75 bytes that end as they should', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (label) => {
        const text = calendarOf([{ ...key, label }], REMINDER_DAYS, NOW);
        const lines = text.split('\r\n');
        expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(
          true,
        );
        const { events } = readCalendar(text);
        expect(events).toHaveLength(1);
        const said = `“${label.replace(/\s+/g, ' ')}” expires (Webex Meetings)`;
        expect(textOf(events[0], 'SUMMARY')).toBe(said);
      }),
      { numRuns: 100 },
    );
  });

  it('cannot be talked into another event by a label', () => {
    const label = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:https://evil.example/';
    const { events, properties } = readCalendar(calendarOf([{ ...key, label }], [1], NOW));
    expect(events).toHaveLength(1);
    expect(properties.map(({ name }) => name)).not.toContain('ATTACH');
  });
});

describe('A meeting as a calendar file', () => {
  const startMs = Date.UTC(2026, 10, 24, 15, 0);

  it('stands at its time and as long as it takes, with what a caller needs', () => {
    const { events } = readCalendar(meetingCalendar(busyMeeting, startMs, NOW));
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(textOf(event, 'DTSTART')).toBe('20261124T150000Z');
    expect(textOf(event, 'DTEND')).toBe('20261124T163000Z');
    expect(textOf(event, 'SUMMARY')).toBe(busyMeeting.name);
    expect(textOf(event, 'LOCATION')).toBe('400971234@hmwds6.qa.webex.com');
    expect(textOf(event, 'DESCRIPTION')).toContain('Session key: 25 512 345 678');
    expect(textOf(event, 'DESCRIPTION')).not.toMatch(/password: (?!Yes)/i);
  });

  it('links to no host that a reply made up, and keeps its place when it is moved', () => {
    const before = readCalendar(meetingCalendar(busyMeeting, startMs, NOW)).events[0];
    const after = readCalendar(meetingCalendar(busyMeeting, startMs + DAY, NOW)).events[0];
    expect(textOf(before, 'UID')).toBe(textOf(after, 'UID'));
    expect(textOf(before, 'URL')).toBeUndefined();
    const room = readCalendar(meetingCalendar(personalRoom, startMs, NOW)).events[0];
    expect(textOf(room, 'URL')).toBe('https://hmwds6.qa.webex.com/');
  });

  it('lasts half an hour where nobody said how long', () => {
    const schedule = { ...busyMeeting.schedule, durationMinutes: null };
    const text = meetingCalendar({ ...busyMeeting, schedule }, startMs, NOW);
    expect(textOf(readCalendar(text).events[0], 'DTEND')).toBe('20261124T153000Z');
  });
});

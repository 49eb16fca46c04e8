import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { CredentialSummary } from '../domain/credential.ts';
import { type ReminderDay, reminderTime } from '../domain/expiry.ts';
import type { Meeting } from '../domain/meeting.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import { dateWords } from './date-words.ts';
import { meetingSummary } from './meeting-summary.ts';

/** A key with an expiry, as far as a calendar needs it. */
export type CalendarKey = Pick<
  CredentialSummary,
  'id' | 'version' | 'label' | 'providerLabel' | 'expiresAtMs' | 'deletesAtMs'
>;

/** What every calendar file is called inside; calendars show it where they have no better name. */
const NAME = 'Latchkey';
/** So that a calendar shows it at all. */
const LENGTH = 30 * MINUTE;

/**
 * The expiries of keys as a calendar file (RFC 5545) with an alarm for each day before. An event
 * keeps its UID, so that importing a newer file moves it. Nothing of a key's fields is in it.
 */
export function calendarOf(
  keys: readonly CalendarKey[],
  days: readonly ReminderDay[],
  nowMs: number,
): string {
  const calendar = emptyCalendar();
  for (const key of keys) {
    if (key.expiresAtMs !== null) addEvent(calendar, key, key.expiresAtMs, days, nowMs);
  }
  return `${calendar.toString()}\r\n`;
}

/** A meeting whose start is known as a calendar file; one without a length gets half an hour. */
export function meetingCalendar(meeting: Meeting, startMs: number, nowMs: number): string {
  const { name, sessionKey, schedule, site, sip } = meeting;
  const calendar = emptyCalendar();
  calendar.createEvent({
    id: `${sessionKey}-${site.name ?? 'meeting'}@latchkey`,
    stamp: new Date(nowMs),
    start: new Date(startMs),
    end: new Date(startMs + (schedule.durationMinutes ?? LENGTH / MINUTE) * MINUTE),
    summary: oneLine(name),
    description: meetingSummary(meeting),
    location: sip ?? site.address?.text ?? null,
    url: site.address?.href ?? null,
  });
  return `${calendar.toString()}\r\n`;
}

function emptyCalendar(): ReturnType<typeof ical> {
  return ical({
    name: NAME,
    prodId: { company: NAME, product: NAME, language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
}

function addEvent(
  calendar: ReturnType<typeof ical>,
  { id, version, label, providerLabel, deletesAtMs }: CalendarKey,
  expiresAtMs: number,
  days: readonly ReminderDay[],
  nowMs: number,
): void {
  const summary = `“${oneLine(label)}” expires (${providerLabel})`;
  const deletion = deletesAtMs === null ? '' : ` It is deleted there on ${dateWords(deletesAtMs)}.`;
  const event = calendar.createEvent({
    id: `${id}@latchkey`,
    sequence: version,
    stamp: new Date(nowMs),
    start: new Date(expiresAtMs),
    end: new Date(expiresAtMs + LENGTH),
    transparency: ICalEventTransparency.TRANSPARENT,
    summary,
    description: `Renew the key in Latchkey before this.${deletion}`,
  });
  for (const day of days) {
    const beforeMs = expiresAtMs - reminderTime(expiresAtMs, day);
    const triggerBefore = Math.round(beforeMs / SECOND);
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore, description: summary });
  }
}

/** A line break would be one in the calendar, too. */
function oneLine(label: string): string {
  return label.replace(/\s+/g, ' ');
}

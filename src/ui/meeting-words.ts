import type { HiddenPassword, Meeting, Schedule } from '../domain/meeting.ts';
import { durationWords, momentAtOffset, momentWords, offsetMinutesAt } from './date-words.ts';

export type Tone = 'good' | 'quiet' | 'warn' | 'danger';

/** "In progress", "Not in progress", or what the system said when that is neither. */
export function statusWords(status: Meeting['status']): { word: string | null; tone: Tone } {
  if (status.inProgress === true) return { word: 'In progress', tone: 'good' };
  if (status.inProgress === false) return { word: 'Not in progress', tone: 'quiet' };
  return { word: status.raw, tone: 'warn' };
}

/** "Yes", "No", or `null` for what was not told. */
export function flagWords(flag: boolean | null): string | null {
  if (flag === null) return null;
  return flag ? 'Yes' : 'No';
}

/** What may be said of a password: that there is one, never what it is. */
export function passwordWords(password: HiddenPassword): string | null {
  return PASSWORD_WORDS[password];
}

const PASSWORD_WORDS: { [P in HiddenPassword]: string | null } = {
  set: 'Set, hidden',
  none: 'None',
  'not-told': null,
};

/** When a meeting starts, here and, where clocks differ, in its own zone. */
export function startWords(schedule: Schedule): { here: string | null; there: string | null } {
  const { startMs } = schedule;
  if (schedule.always) return { here: 'Any time (personal room)', there: null };
  if (startMs === null) return { here: null, there: null };
  return { here: momentWords(startMs), there: ownZoneWords(startMs, schedule.zone) };
}

/** "12 h", or `null` for what was not told. */
export function lengthWords(schedule: Schedule): string | null {
  return schedule.durationMinutes === null ? null : durationWords(schedule.durationMinutes);
}

function ownZoneWords(startMs: number, zone: Schedule['zone']): string | null {
  const own = zone.iana === null ? zone.offsetMinutes : offsetMinutesAt(startMs, zone.iana);
  if (own === null || own === offsetMinutesAt(startMs)) return null;
  const label = zone.label ?? zone.iana ?? 'the meeting’s own zone';
  return `${momentAtOffset(startMs, own)} in ${label}`;
}

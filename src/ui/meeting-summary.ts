import type { Meeting } from '../domain/meeting.ts';
import { spokenSessionKey } from '../domain/session-key.ts';
import { flagWords, lengthWords, startWords, statusWords } from './meeting-words.ts';

/** A meeting as plain text for a ticket or a chat. What was not told is left out; no password is in it. */
export function meetingSummary(meeting: Meeting): string {
  const lines = summaryLines(meeting).flatMap(([term, words]) =>
    words === null || words === '' ? [] : [`${term}: ${words}`],
  );
  return [meeting.name, ...lines].join('\n');
}

function summaryLines(meeting: Meeting): [term: string, words: string | null][] {
  const { telephony, schedule, site } = meeting;
  const start = startWords(schedule);
  return [
    ['Status', statusWords(meeting.status).word],
    ['Host', hostWords(meeting.host)],
    ['Host joined', flagWords(meeting.hostJoined)],
    ['Participants joined', flagWords(meeting.participantsJoined)],
    ['Starts', start.there === null ? start.here : `${start.here} (${start.there})`],
    ['Duration', lengthWords(schedule)],
    ['Password needed', flagWords(meeting.passwordNeeded)],
    ['Join before host', flagWords(meeting.joinBeforeHost)],
    ['Session key', spokenSessionKey(meeting.sessionKey)],
    ['Site', site.address?.text ?? site.name],
    ['SIP', meeting.sip],
    ['Toll', telephony?.toll ?? null],
    ['Toll-free', telephony?.tollFree ?? null],
    ['Conference ID', meeting.conferenceId],
    ['All call-in numbers', telephony?.allNumbers?.text ?? null],
  ];
}

function hostWords(host: Meeting['host']): string | null {
  if (host.name === null) return host.email ?? host.userName;
  return host.email === null ? host.name : `${host.name} <${host.email}>`;
}

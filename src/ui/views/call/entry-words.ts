import type { Meeting } from '../../../domain/meeting.ts';
import { flagWords, statusWords, type Tone } from '../../meeting-words.ts';

/** An answer to a question that callers ask. */
export interface Told {
  question: string;
  tone: Tone;
  words: string;
}

/** The three questions of every call, answered. */
export function callAnswers(meeting: Meeting): Told[] {
  const status = statusWords(meeting.status);
  return [
    { question: 'Running?', tone: status.tone, words: status.word ?? 'Not told' },
    {
      question: 'Host in?',
      tone: meeting.hostJoined === true ? 'good' : 'quiet',
      words: flagWords(meeting.hostJoined) ?? 'Not told',
    },
    { question: 'Can the caller get in?', ...entryWords(meeting) },
  ];
}

/** Whether somebody who calls now gets in, and what it takes. */
function entryWords(meeting: Meeting): Omit<Told, 'question'> {
  if (isTrue(extra(meeting, /(?:^|\.)isLocked$/i))) {
    return { tone: 'danger', words: 'No, the meeting is locked' };
  }
  const needs = [passwordWords(meeting), lobbyWords(meeting)]
    .filter((each) => each !== '')
    .join('');
  if (meeting.hostJoined === true || meeting.status.inProgress === true) {
    return { tone: needs === '' ? 'good' : 'warn', words: `Yes${needs}` };
  }
  if (meeting.joinBeforeHost === true) {
    return { tone: needs === '' ? 'good' : 'warn', words: `Yes, before the host${needs}` };
  }
  if (meeting.joinBeforeHost === null) {
    return { tone: 'quiet', words: `Whether before the host is not told${needs}` };
  }
  return { tone: 'warn', words: `Not before the host${needs}` };
}

function passwordWords({ passwordNeeded }: Meeting): string {
  return passwordNeeded === true ? ', with the password' : '';
}

/** Later versions of the service tell of a lobby, each under its own name. */
function lobbyWords(meeting: Meeting): string {
  const lobby = extra(meeting, /lobby/i);
  return lobby === null || /^(?:|false|0|none|off|disabled|never)$/i.test(lobby)
    ? ''
    : ', through the lobby';
}

function extra({ more }: Meeting, name: RegExp): string | null {
  return more.find((each) => name.test(each.name))?.value ?? null;
}

function isTrue(value: string | null): boolean {
  return value !== null && /^(?:true|1|yes)$/i.test(value);
}

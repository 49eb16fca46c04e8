import type {
  Candidate,
  Keyless,
  Problem,
  Reading,
  Source,
} from '../../../domain/recognition/recognise.ts';
import { spokenSessionKey } from '../../../domain/session-key.ts';

/** What the box holds, in a line, said before anything is asked. */
export function readingWords({ candidates, more, keyless, problem }: Reading): string {
  if (problem !== null) {
    return keyless === null ? PROBLEMS[problem.problem](problem.digits) : keylessWords(keyless);
  }
  const [first] = candidates;
  if (first === undefined) return '';
  if (candidates.length > 1) return severalWords(candidates.length, more);
  const words = candidateWords(first).join(': ');
  // Beside the number itself, a link to the meeting is nothing to speak of.
  if (keyless === null || first.kind === 'session-key') return words;
  return `${words} (beside a ${KEYLESS_NAMES[keyless.kind]})`;
}

/** What it is, and what becomes of it. */
export function candidateWords(candidate: Candidate): [what: string, then: string] | [string] {
  switch (candidate.kind) {
    case 'session-key':
      return sessionKeyWords(candidate);
    case 'email':
      return ['Email', `finds the sites of ${candidate.email}`];
    case 'token':
      return ['Token', 'taken apart under Tokens'];
    case 'credential':
      return [`Key “${candidate.label}”`, 'shows it under Keys'];
  }
}

const SOURCES: { [S in Source]: string } = {
  typed: '',
  text: ' from a text',
  invitation: ' from an invitation',
  link: ' from a link',
  sip: ' from a SIP address',
  skype: ' from a Skype address',
};

function sessionKeyWords(
  candidate: Extract<Candidate, { kind: 'session-key' }>,
): [string] | [string, string] {
  const { sessionKey, from, name } = candidate;
  const what = `Session key ${spokenSessionKey(sessionKey)}${SOURCES[from]}`;
  return name === null ? [what] : [what, name];
}

function severalWords(shown: number, more: number): string {
  const count = more === 0 ? `${shown}` : `${shown} of ${shown + more}`;
  return `${count} things recognised. Choose one with the arrow keys.`;
}

const KEYLESS_NAMES: { [K in Keyless['kind']]: string } = {
  'personal-room': 'personal room',
  'meeting-link': 'meeting link',
  'webex-page': 'Webex page',
  'foreign-link': 'link that is not Webex’s',
};

function keylessWords(keyless: Keyless): string {
  switch (keyless.kind) {
    case 'personal-room':
      return `Personal room of ${keyless.room} on ${keyless.site}: the number is needed`;
    case 'meeting-link':
      return `Meeting link on ${keyless.site}: holds no session key, the number is needed`;
    case 'webex-page':
      return `Webex page on ${keyless.site}: no meeting in it`;
    case 'foreign-link':
      return `Link to ${keyless.host}: not a Webex link`;
  }
}

const quiet = () => '';

/** What is still missing while somebody types; silent where it is too early to tell. */
const PROBLEMS: { [P in Problem]: (digits: number) => string } = {
  empty: quiet,
  'too-short': (digits) => `${digits} of at least 9 digits`,
  'too-long': (digits) => `${digits} digits: a session key has 9 to 11`,
  'leading-zero': () => 'A session key does not begin with 0',
  'phone-number': () => 'Looks like a phone number, not like a session key',
  'email-without-domain': () => 'Email, not complete yet',
  'email-malformed': () => 'Email, but something in it is not right',
  letters: () => 'Digits and letters: not a session key',
  'text-too-long': () => 'Too long to look through',
  unknown: () => 'Not recognised yet',
  'personal-room': quiet,
  'meeting-link': quiet,
  'webex-page': quiet,
  'foreign-link': quiet,
};

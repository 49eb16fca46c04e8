import type { MarkKind } from '../domain/page-mark.ts';
import type { MeetingGlance, Refusal } from '../rpc/page-door.ts';

/** One line of the card. */
export interface CardLine {
  term: string;
  words: string;
}

/** What a card says of a meeting; what was not told is left out. */
export function linesOf({ status, hostJoined, toll, tollFree }: MeetingGlance): CardLine[] {
  const lines = [
    { term: 'Status', words: statusWords(status) },
    { term: 'Host joined', words: hostJoined === null ? null : hostJoined ? 'Yes' : 'No' },
    { term: 'Toll', words: toll },
    { term: 'Toll-free', words: tollFree },
  ];
  return lines.flatMap(({ term, words }) => (words === null ? [] : [{ term, words }]));
}

function statusWords({ inProgress, raw }: MeetingGlance['status']): string | null {
  if (inProgress === null) return raw;
  return inProgress ? 'In progress' : 'Not in progress';
}

/** Why there is nothing to show. The panel says more. */
export const REFUSAL_WORDS: { [R in Refusal]: string } = {
  locked: 'Latchkey is locked. Open the panel and unlock it: then this is looked up.',
  'too-many': 'This page had ten meetings looked up in a minute. Wait a little, or open the panel.',
  'not-allowed': 'Latchkey is not allowed on this site any more.',
  'no-key': 'No key can look up meetings. Open the panel and add one.',
  'not-found': 'No such meeting was found.',
  failed: 'It could not be looked up. The panel says why.',
};

/** What a card is called until more is known of it, and may be drawn. */
export const MASKED_TITLES: { [K in MarkKind]: string } = {
  'session-key': 'Meeting',
  link: 'Meeting link',
  sip: 'SIP address',
};

export const WITHOUT_KEY =
  'There is no session key in it, and no system looks meetings up by such an address. Ask for the number of 9 to 11 digits.';
export const ASKING = 'Asking…';
export const GONE = 'Latchkey did not answer. Reload the page, or look it up in the panel.';

/** What a phone dials to get in: the number, a pause, the session key, and #. */
export function dialString({ toll, tollFree, sessionKey }: MeetingGlance): string | null {
  const number = (toll ?? tollFree)?.replace(/[^\d+]/g, '') ?? '';
  return number === '' ? null : `${number},,${sessionKey}#`;
}

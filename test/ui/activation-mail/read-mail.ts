import { webexMeetings } from '../../../src/providers/webex-meetings/webex-meetings.ts';
import {
  type MailKey,
  readActivationMail,
} from '../../../src/ui/activation-mail/activation-mail.ts';
import { cardFor } from '../../fakes/cards.ts';

export const webex = cardFor(webexMeetings);

/** What each value is called in an expected reading. */
const NAMES: Record<string, string> = { ':label': 'name', ':expires': 'expires' };

/** A mail as it was read, in the form of the expected readings. */
export function readMail(text: string) {
  const reading = readActivationMail(text, [webex]);
  if (reading.found !== 'keys') return { found: reading.found };
  return { found: reading.found, keys: reading.keys.map(plainKey) };
}

function plainKey({ values, unread }: MailKey) {
  const named = [...values].map(([target, value]) => [NAMES[target] ?? target, value] as const);
  const doubts = named.filter(([, { doubt }]) => doubt !== null);
  return {
    values: Object.fromEntries(named.map(([name, { value }]) => [name, value])),
    ...(doubts.length > 0 && {
      doubts: Object.fromEntries(doubts.map(([name, { doubt }]) => [name, doubt])),
    }),
    ...(unread.length > 0 && { unread: unread.map((target) => NAMES[target] ?? target) }),
  };
}

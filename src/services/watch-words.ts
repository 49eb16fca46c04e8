import type { NotificationWords } from '../adapters/notifications.ts';
import type { Watch } from '../domain/watch.ts';

const REACHED = {
  'host-joins': (name: string) => `The host of ${name} has joined`,
  starts: (name: string) => `${name} has started`,
  ends: (name: string) => `${name} has ended`,
} as const;

/** What a notification says of a watch that has ended. There are no pages while it is shown. */
export function wordsOfEnd({ name, sessionKey, watchedFor, end }: Watch): NotificationWords {
  const called = `“${name || sessionKey}”`;
  const message = 'Open Latchkey to see the meeting.';
  if (end?.how === 'reached') return { title: REACHED[watchedFor](called), message };
  const title = `${called} is not watched any more`;
  if (end?.how === 'failed') return { title, message: 'Open Latchkey to see why.' };
  return { title, message: 'What was waited for did not come in the time that was chosen.' };
}

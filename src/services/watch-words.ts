import type { NotificationWords } from '../adapters/notifications.ts';
import type { Watch } from '../domain/watch.ts';

const REACHED = {
  'host-joins': (name: string) => `The host of ${name} has joined`,
  starts: (name: string) => `${name} has started`,
  ends: (name: string) => `${name} has ended`,
} as const;

/**
 * What a notification says of a watch that has ended, by no name where somebody presents. There are no
 * pages while it is shown.
 */
export function wordsOfEnd(watch: Watch, presenting: boolean | null): NotificationWords {
  const { name, sessionKey, watchedFor, end } = watch;
  const called = presenting ? 'a watched meeting' : `“${name || sessionKey}”`;
  const message = 'Open Latchkey to see the meeting.';
  if (end?.how === 'reached') return { title: begun(REACHED[watchedFor](called)), message };
  const title = presenting
    ? 'A meeting is not watched any more'
    : `${called} is not watched any more`;
  if (end?.how === 'failed') return { title, message: 'Open Latchkey to see why.' };
  return { title, message: 'What was waited for did not come in the time that was chosen.' };
}

/** As a sentence begins. */
function begun(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import type { FailureCode } from '../../domain/failure.ts';
import { quoted, type Sentences } from './sentence.ts';

export const renewalSentences = {
  'renewal-running': ({ label }) => ({
    title: 'A renewal is already under way',
    text: `“${label}” is being renewed, perhaps in another window. It ends within a minute.`,
    help: { label: 'Look again', action: 'refresh' },
  }),
  'renewal-unknown': ({ label, host }) => ({
    title: 'We do not know whether the renewal worked',
    text: `${host} did not answer. “${label}” works as before, but a second key may exist now.`,
  }),
  'renewal-unreadable': ({ label, field }) => ({
    title: 'The new key could not be read',
    text: `The answer to the renewal of “${label}” is kept safe, but “${field}” in it is not as expected. The old key works on.`,
  }),
  'renewal-untested': ({ label, reason }) => ({
    title: 'The new key did not pass its test',
    text: `It is kept safe, and “${label}” still uses the old one. The test said: ${quoted(reason)}.`,
  }),
  'leaked-key-lives': ({ label }) => ({
    title: 'The server still takes the key that leaked',
    text: `“${label}” uses the new key. Press Continue to have the old one turned off once more; if that does not help, write to the people who gave it to you.`,
  }),
  'answer-gone': () => ({
    title: 'This answer is not kept any more',
    text: 'It was removed, or its key was put to use, perhaps in another window.',
    help: { label: 'Refresh', action: 'refresh' },
  }),
} satisfies Partial<Sentences<FailureCode>>;

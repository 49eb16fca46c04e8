import type { FailureCode } from '../../domain/failure.ts';
import { openKeys, type Sentences } from './sentence.ts';

export const requestSentences = {
  'request-stopped': ({ host }) => ({
    title: 'Stopped',
    text: `Nobody waits for ${host} any more. It may have the request all the same: where it changes something, look there before you send it again.`,
  }),
  'header-refused': ({ name }) => ({
    title: `“${name}” cannot be set here`,
    text: 'It belongs to the key’s own proof or to the browser, or has a character that no header can hold. Take it out of the request; the proof is added when it is sent.',
  }),
  'request-renews': ({ label }) => ({
    title: 'This call makes a new key',
    text: `Its answer would be shown here and kept nowhere. Press Renew at “${label}” under Keys: that seals the new key before anything else.`,
    help: openKeys,
  }),
} satisfies Partial<Sentences<FailureCode>>;

import type { FailureCode } from '../../domain/failure.ts';
import { reload, type Sentences, tryAgain } from './sentence.ts';

export const roomSentences = {
  'sender-refused': () => ({
    title: 'This page may not ask that',
    text: 'It does not belong to Latchkey. Open Latchkey from the toolbar.',
  }),
  'call-unknown': ({ call }) => ({
    title: 'This page is from another version',
    text: `Latchkey was updated and no longer knows “${call}”. Reload to go on.`,
    help: reload,
  }),
  'call-malformed': ({ call, field }) => ({
    title: 'Page and program do not understand each other',
    text: `“${call}” was asked with something unexpected in “${field}”. It may be far too long; otherwise reload.`,
    help: reload,
  }),
  'call-too-large': () => ({
    title: 'That is too much at once',
    text: 'Latchkey takes 25 million characters in one go, and this was more. Nothing of it was used.',
  }),
  'worker-gone': () => ({
    title: 'Latchkey was interrupted',
    text: 'The browser stopped it before it could answer. Check whether it was done, then try again.',
    help: tryAgain,
  }),
  unexpected: () => ({
    title: 'Something unforeseen happened',
    text: 'Latchkey stopped at a point that nobody thought of. What you typed is still here.',
    help: tryAgain,
  }),
} satisfies Partial<Sentences<FailureCode>>;

import type { FactsOf, FailureCode } from '../../domain/failure.ts';
import type { Ending } from '../../domain/hand-over.ts';
import { momentWords } from '../date-words.ts';
import { openKeys, type Sentence, type Sentences, tryAgain } from './sentence.ts';

type Wanted = FactsOf<'hand-over-text'>['wanted'];
type Problem = FactsOf<'hand-over-text'>['problem'];

const EXPECTED: { [W in Wanted]: string } = {
  request: 'Here belongs your colleague’s request: a text that begins with “latchkey-request:”.',
  package: 'Here belongs what your colleague sent: a text that begins with “latchkey-key:”.',
};

const NOT_THIS: { [P in Problem]: (wanted: Wanted) => Sentence } = {
  empty: (wanted) => ({ title: 'Nothing is pasted yet', text: EXPECTED[wanted] }),
  'too-long': (wanted) => ({
    title: 'This text is far too long',
    text: `It was not looked at. ${EXPECTED[wanted]}`,
  }),
  'other-kind': (wanted) =>
    wanted === 'request'
      ? {
          title: 'This is a key that was handed over',
          text: `It is to be opened on the page “Receive a key”. ${EXPECTED.request}`,
        }
      : {
          title: 'This is a request, not a key',
          text: `A request goes to the colleague who gives the key. ${EXPECTED.package}`,
        },
  'cut-off': () => ({
    title: 'This text is not whole',
    text: 'Something is missing, mistyped, or was pasted along. Have it copied with the Copy button and sent once more.',
  }),
  newer: () => ({
    title: 'This text is from a newer Latchkey',
    text: 'This version cannot read it. Update Latchkey, then paste it again.',
  }),
  invitation: (wanted) => ({
    title: 'This looks like an invitation or a link',
    text: `To find a meeting, paste it under Look up. ${EXPECTED[wanted]}`,
  }),
  unknown: (wanted) => ({
    title: 'This is not a text from Latchkey',
    text: EXPECTED[wanted],
  }),
};

const OVER: { [E in Ending]: Sentence } = {
  kept: {
    title: 'This request has given its key already',
    text: 'A request is good for one key, and that one was kept: look under Keys. For another, make a new request.',
    help: openKeys,
  },
  refused: {
    title: 'This request was used for a key that was refused',
    text: 'A request is good for one opening. Make a new one, and have the key sealed for that.',
  },
  withdrawn: {
    title: 'This request was withdrawn',
    text: 'Nothing can be opened with it any more. Make a new one, and have the key sealed for that.',
  },
  expired: {
    title: 'This request is over',
    text: 'A request lives for 24 hours, or until the clock is set back. Make a new one, and have the key sealed for that.',
  },
};

const UNREADABLE: { [P in FactsOf<'hand-over-unreadable'>['problem']]: Sentence } = {
  seal: {
    title: 'The seal of this text does not open',
    text: 'Somebody may have changed it on the way. Your request is still open: have the key handed over once more, and compare the fingerprints.',
  },
  content: {
    title: 'There is no key in this text',
    text: 'What is under its seal was not made by Latchkey. Nothing was kept, and your request is still open.',
  },
  newer: {
    title: 'This key was packed by a newer Latchkey',
    text: 'This version cannot read it. Update Latchkey, then paste the same text again: your request is still open.',
  },
};

const LOOK_UP_ONLY: { [D in FactsOf<'look-up-only'>['doing']]: string } = {
  renew: 'It cannot be renewed here. Ask whoever gave it to you.',
  edit: 'Only its label and description can be changed here. Ask whoever gave it to you for another key.',
  'go-back': 'It stays as it was given to you.',
  request:
    'It cannot be used for other requests. Choose another key, or ask whoever gave it to you.',
  'hand-over': 'It cannot be handed on. Whoever gave it to you can hand over another.',
  use: 'It makes no tokens and checks no webhooks. Whoever gave it to you can hand over another.',
};

export const handOverSentences = {
  'hand-over-text': ({ wanted, problem }) => NOT_THIS[problem](wanted),
  'hand-over-late': ({ endedAtMs }) => ({
    title: 'Your colleague’s request is over',
    text: `By this computer’s clock it ended on ${momentWords(endedAtMs)}. Ask for a new one.`,
  }),
  'hand-over-large': ({ label }) => ({
    title: `“${label}” is too large to be handed over`,
    text: 'Its description or a field is very long. Shorten it, then try again.',
    help: openKeys,
  }),
  'hand-over-foreign': () => ({
    title: 'This key is not for this Latchkey',
    text: 'It was sealed for a request that was not made here: perhaps in another browser or profile, or long ago. Open it there, or make a new request.',
  }),
  'hand-over-over': ({ ending }) => OVER[ending],
  'hand-over-second': () => ({
    title: 'A key was opened with this request before',
    text: 'A request opens one text and no second one. Keep or refuse what came first, then make a new request.',
    help: { label: 'Show what came first', action: 'try-again' },
  }),
  'hand-over-unreadable': ({ problem }) => UNREADABLE[problem],
  'hand-over-system': ({ system }) => ({
    title: 'This key is for a system that is not known here',
    text: `It says “${system}”. A newer Latchkey may know it; your request is still open.`,
  }),
  'hand-over-field': ({ label, problem }) => ({
    title: 'The key that came is not a good one',
    text: `${label} ${problem}. Nothing was kept, and your request is still open: ask your colleague to look at the key.`,
  }),
  'look-up-only': ({ label, doing }) => ({
    title: `“${label}” is for look-ups only`,
    text: LOOK_UP_ONLY[doing],
    help: { label: 'Refresh', action: 'refresh' },
  }),
  'x25519-missing': () => ({
    title: 'This browser is too old for that',
    text: 'Handing keys over needs X25519, which Chrome has since version 133 and Firefox since 130. Update the browser, then try again.',
    help: tryAgain,
  }),
} satisfies Partial<Sentences<FailureCode>>;

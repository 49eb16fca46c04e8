import type { FactsOf, FailureCode } from '../../domain/failure.ts';
import type { Sentence, Sentences } from './sentence.ts';

const EXPECTED = 'a session key of 9 to 11 digits, a SIP address or an email';

const NOT_RECOGNISED: {
  [P in FactsOf<'not-recognised'>['problem']]: (digits: number) => Sentence;
} = {
  empty: () => ({ title: 'Nothing to look up yet', text: `Type or paste ${EXPECTED}.` }),
  letters: () => ({
    title: 'Not a session key',
    text: 'There are letters between the digits. A session key is only digits; spaces and dashes do no harm.',
  }),
  'too-short': (digits) => ({
    title: 'Some digits are missing',
    text: `This has ${digits} ${digits === 1 ? 'digit' : 'digits'}; a session key has 9 to 11.`,
  }),
  'too-long': (digits) => ({
    title: 'Too many digits',
    text: `This has ${digits}; a session key has 9 to 11. Was a password or a phone number pasted along?`,
  }),
  'leading-zero': () => ({
    title: 'A session key does not begin with 0',
    text: 'Leave out a country or exchange prefix, or ask for the number once more.',
  }),
  'email-without-domain': () => ({
    title: 'The email is not complete',
    text: 'After the @ comes a name with a dot, as in “example.com”.',
  }),
  'email-malformed': () => ({
    title: 'Not an email that we understand',
    text: 'Check it for spaces, commas or a second @.',
  }),
  unknown: () => ({ title: 'We do not know what this is', text: `Expected is ${EXPECTED}.` }),
};

export const pasteSentences = {
  'not-recognised': ({ problem, digits }) => NOT_RECOGNISED[problem](digits),
} satisfies Partial<Sentences<FailureCode>>;

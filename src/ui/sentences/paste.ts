import type { FactsOf, FailureCode } from '../../domain/failure.ts';
import type { Sentence, Sentences } from './sentence.ts';

const EXPECTED =
  'a session key of 9 to 11 digits, an invitation with one, a SIP address, an email, a token or the name of a key';

const NUMBER_NEEDED =
  'Ask for the meeting number: it has 9 to 11 digits and stands in the invitation.';

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
  'phone-number': () => ({
    title: 'This looks like a phone number',
    text: 'If it is the meeting’s number all the same, type it without “+” and brackets.',
  }),
  'text-too-long': () => ({
    title: 'This is too long to look through',
    text: 'Paste only the part of it in which the number stands.',
  }),
  'personal-room': () => ({
    title: 'The address of a personal room holds no session key',
    text: `${NUMBER_NEEDED} The email of its owner finds their sites.`,
  }),
  'meeting-link': () => ({
    title: 'This meeting link holds no session key',
    text: `The id in it is another one. ${NUMBER_NEEDED}`,
  }),
  'webex-page': () => ({
    title: 'This is a page of Webex, not a meeting',
    text: NUMBER_NEEDED,
  }),
  'foreign-link': () => ({
    title: 'This link does not lead to Webex',
    text: 'Only links to webex.com and names below it are read, without a user name and a port.',
  }),
  unknown: () => ({ title: 'We do not know what this is', text: `Expected is ${EXPECTED}.` }),
};

export const pasteSentences = {
  'not-recognised': ({ problem, digits }) => NOT_RECOGNISED[problem](digits),
} satisfies Partial<Sentences<FailureCode>>;

import type { FactsOf, FailureCode } from '../../domain/failure.ts';
import type { Sentence, Sentences } from './sentence.ts';

const EXPECTED = 'a CSV file with a header, or an environment exported from Postman or Insomnia';

const KINDS: { [K in FactsOf<'import-kind'>['kind']]: Sentence } = {
  empty: {
    title: 'There is nothing in it',
    text: `No line of it says anything. Expected is ${EXPECTED}.`,
  },
  binary: {
    title: 'This is not a text file',
    text: `It may be a picture, an archive or a program. Expected is ${EXPECTED}.`,
  },
  encoding: {
    title: 'The letters of this file cannot be read',
    text: 'It is neither UTF-8 nor UTF-16. In Excel, choose “CSV UTF-8” when you save it, then pick it again.',
  },
  workbook: {
    title: 'This is a workbook or an archive',
    text: 'Open it where it was made and save the sheet as “CSV UTF-8”, then pick that file.',
  },
  'web-page': {
    title: 'This is a web page',
    text: `Perhaps a sign-in page was saved in place of the file. Expected is ${EXPECTED}.`,
  },
  'postman-collection': {
    title: 'This is a collection of Postman',
    text: 'A collection holds requests. Export the environment instead: Environments, the three dots, Export.',
  },
  unknown: {
    title: 'Not a kind of file that can be imported',
    text: `Nothing in it looks like names with values. Expected is ${EXPECTED}.`,
  },
};

const SPELLINGS = { csv: 'CSV', json: 'JSON', yaml: 'Insomnia’s YAML' } as const;

export const importSentences = {
  'import-too-large': ({ bytes, limit }) => ({
    title: 'The file is too large',
    text: `It has ${megabytes(bytes)}; an import takes ${megabytes(limit)} at most. Pick the file with the keys alone.`,
  }),
  'import-unreadable': () => ({
    title: 'The file could not be read',
    text: 'It may have been moved, or the browser may not open it. Pick it again, or paste its text.',
  }),
  'import-kind': ({ kind }) => KINDS[kind],
  'import-damaged': ({ kind, line }) => ({
    title: `The file is damaged at line ${line}`,
    text: `From there on it is not ${SPELLINGS[kind]} any more, so none of it was taken. Export it again, or put that line right.`,
  }),
  'import-too-deep': ({ limit }) => ({
    title: 'The file is nested too deep',
    text: `Its values lie more than ${limit} levels deep, which no environment does. None of it was read.`,
  }),
  'import-too-many': ({ found, limit }) => ({
    title: 'Too many keys for one file',
    text: `It has ${found}; ${limit} can be imported at a time. Split the file, and nothing of it is lost.`,
  }),
  'import-nothing': ({ rows }) => ({
    title: 'No key was found in it',
    text:
      rows === 0
        ? 'No name in it has a value. Some exports leave the values of secrets out: look whether there is a switch for it.'
        : 'No name in it is one of a key, as “API key” and “Secret key” are. Check that the first line says what the columns are.',
  }),
} satisfies Partial<Sentences<FailureCode>>;

const MEGABYTE = 1_000_000;

/** "2 MB", "50.3 MB", and never a size that looks like the limit that it is over. */
function megabytes(bytes: number): string {
  return `${Math.ceil((bytes / MEGABYTE) * 10) / 10} MB`;
}

import type { FailureCode } from '../../domain/failure.ts';
import { refusedWords } from '../views/scope/rule-words.ts';
import { openKeys, type Sentences } from './sentence.ts';

export const scopeSentences = {
  'out-of-scope': (facts) => ({
    title: `“${facts.label}” is not to be used for this`,
    text: refusedWords(facts),
    help: openKeys,
  }),
  'tenant-full': ({ tenant, limit, free }) => ({
    title: `“${tenant}” can have ${limit} keys`,
    text: `${
      free > 0
        ? `There is room for ${free} more, which is less than was asked for.`
        : 'It has as many already.'
    } Nothing was changed. Delete keys that nobody needs any more, then do it again.`,
    help: openKeys,
  }),
} satisfies Partial<Sentences<FailureCode>>;

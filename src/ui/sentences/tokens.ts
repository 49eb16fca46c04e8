import type { FailureCode } from '../../domain/failure.ts';
import type { Sentences } from './sentence.ts';

export const tokenSentences = {
  'token-over': () => ({
    title: 'This token is over',
    text: 'Its time has passed, or this computer’s clock was set. Create another one.',
  }),
} satisfies Partial<Sentences<FailureCode>>;

import type * as v from 'valibot';
import type { ExpectedAnswer } from './answers/answer.ts';
import { clipboardAnswers } from './answers/clipboard.ts';
import { credentialAnswers } from './answers/credentials.ts';
import type { laterAnswers } from './answers/later.ts';
import { lookupAnswers } from './answers/lookup.ts';
import { vaultAnswers } from './answers/vault.ts';
import type { Call } from './contract.ts';

/** The answers of the first paint, and of a look-up. */
const firstAnswers = {
  ...vaultAnswers,
  ...credentialAnswers,
  ...lookupAnswers,
  ...clipboardAnswers,
} as const;

type Answers = typeof firstAnswers & typeof laterAnswers;

/** What the worker answers to a request of the contract; pages read it by this shape. */
export type OutputOf<C extends Call> = v.InferOutput<Answers[C]['schema']>;
/** The answer to one request. */
type AnswerTo<C extends Call> = ExpectedAnswer<v.GenericSchema<unknown, OutputOf<C>>>;
type Table = { readonly [C in Call]: AnswerTo<C> };

/** What is to be expected; the answers of other pages are fetched when one of those is open. */
export async function answerTo<C extends Call>(call: C): Promise<AnswerTo<C>> {
  const first: Partial<Table> = firstAnswers;
  const known = first[call];
  if (known) return known;
  const { laterAnswers } = await import('./answers/later.ts');
  const all: Table = { ...firstAnswers, ...laterAnswers };
  return all[call];
}

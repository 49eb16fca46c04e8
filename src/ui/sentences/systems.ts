import type { FactsOf, FailureCode } from '../../domain/failure.ts';
import { openKeys, quoted, type Sentence, type Sentences, tryAgain } from './sentence.ts';

/** What the systems themselves say, whichever it is. */
export const systemSentences = {
  'system-refused': (facts) => {
    const { title, next, help } = FAULTS[facts.fault ?? faultOf(facts.status)](facts.system);
    const parts = [`${answerWords(facts)}.`, facts.means ?? '', next, traceWords(facts.trace)];
    return { title, text: parts.filter((part) => part !== '').join(' '), help };
  },
} satisfies Partial<Sentences<FailureCode>>;

type Refused = FactsOf<'system-refused'>;
type Fault = NonNullable<Refused['fault']>;
type FaultWords = Required<Pick<Sentence, 'title' | 'help'>> & { next: string };

/** Where it lies, and what to do about it. */
const FAULTS: Readonly<Record<Fault, (system: string) => FaultWords>> = {
  key: (system) => ({
    title: `${system} did not accept the key`,
    next: 'Check what the key is made of, and whether it was replaced there.',
    help: openKeys,
  }),
  request: (system) => ({
    title: `${system} refused the request`,
    next: 'Look at what was asked, and ask again.',
    help: tryAgain,
  }),
  pace: (system) => ({
    title: `${system} wants a pause`,
    next: 'Wait a little, then try again.',
    help: tryAgain,
  }),
  server: (system) => ({
    title: `${system} has a problem`,
    next: 'It is not your key; this often passes by itself.',
    help: tryAgain,
  }),
};

function faultOf(status: number): Fault {
  if (status === 401 || status === 403) return 'key';
  if (status === 429) return 'pace';
  return status >= 500 ? 'server' : 'request';
}

/** A system may say no with a status that means yes: then its code and its words are the answer. */
function answerWords({ status, code, said }: Refused): string {
  const told = [code === null ? '' : `code ${code}`, status < 300 ? '' : `status ${status}`];
  const how = told.filter((part) => part !== '').join(', ');
  const words = said === null ? 'It gave no reason' : `It said ${quoted(said)}`;
  return how === '' ? words : `${words} (${how})`;
}

function traceWords(trace: string | null): string {
  return trace === null ? '' : `Its support finds the call by ${quoted(trace)}.`;
}

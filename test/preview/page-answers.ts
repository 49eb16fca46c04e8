import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type PageCall = Extract<Call, `outside.${string}` | `page.${string}`>;

/** A worker whom nobody asks anything outside of its pages. */
export function pageAnswers(): Pick<Answers, PageCall> {
  return {
    'outside.next': () => ({ question: null, waiting: false }),
    'outside.taken': () => ({}),
  };
}

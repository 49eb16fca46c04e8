import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type BulkCall = Extract<Call, `bulk.${string}`>;

/** In the fake world nothing is looked up in bulk yet. */
export function bulkAnswers(): Pick<Answers, BulkCall> {
  return {
    'bulk.start': () => ({}),
    'bulk.report': () => null,
    'bulk.results': () => [],
    'bulk.pause': () => ({}),
    'bulk.resume': () => ({}),
    'bulk.stop': () => ({}),
    'bulk.retry': () => ({}),
    'bulk.clear': () => ({}),
  };
}

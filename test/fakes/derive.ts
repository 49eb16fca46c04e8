import type { Derive } from '../../src/adapters/derive.ts';
import { type FactsOf, Failure } from '../../src/domain/failure.ts';
import { deriveKey } from '../../src/kdf-worker/derive-key.ts';

type Problem = FactsOf<'derivation-failed'>['problem'];

/** The derivation itself, without the worker around it. */
export interface FakeDerive extends Derive {
  /** A derivation does not come about: the next one, or one after that. */
  failNext(problem: Problem, options?: { after: number }): void;
}

export function createFakeDerive(): FakeDerive {
  let left = 0;
  let next: Problem | null = null;
  const derive: Derive = async (derivation) => {
    if (next !== null && left === 0) {
      const problem = next;
      next = null;
      throw new Failure('derivation-failed', { problem });
    }
    left = Math.max(0, left - 1);
    // So long that what is measured comes to the cheapest.
    return { key: deriveKey(derivation), tookMs: 2_000 };
  };
  const failNext: FakeDerive['failNext'] = (problem, { after } = { after: 0 }) => {
    next = problem;
    left = after;
  };
  return Object.assign(derive, { failNext });
}

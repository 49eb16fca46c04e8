import type { Derive } from '../../src/adapters/derive.ts';
import { type FactsOf, Failure } from '../../src/domain/failure.ts';
import { deriveKey } from '../../src/kdf-worker/derive-key.ts';

type Problem = FactsOf<'derivation-failed'>['problem'];

/** The derivation itself, without the worker around it. */
export interface FakeDerive extends Derive {
  /** The next derivation does not come about. */
  failNext(problem: Problem): void;
}

/** @param tookMs how long each is said to have taken */
export function createFakeDerive(tookMs = 0): FakeDerive {
  const problems: Problem[] = [];
  const derive: Derive = async (derivation) => {
    const problem = problems.shift();
    if (problem) throw new Failure('derivation-failed', { problem });
    return { key: deriveKey(derivation), tookMs };
  };
  return Object.assign(derive, { failNext: (problem: Problem) => void problems.push(problem) });
}

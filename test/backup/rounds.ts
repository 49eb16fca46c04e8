import { afterAll, beforeAll } from 'vitest';

/** By how much the work on a backup's passphrase is cut in this process. */
const cut = { by: 1 };
const CUT = 1_000;

/**
 * Makes the rounds of PBKDF2 a thousandth of what is asked for, for a test file that opens many
 * backups: what is asked for stays what it is, only the platform does less of it.
 */
export function useCheapRounds(): void {
  const { subtle } = crypto;
  const { deriveBits } = subtle;
  beforeAll(() => {
    cut.by = CUT;
    subtle.deriveBits = (algorithm, key, length) =>
      deriveBits.call(subtle, withFewer(algorithm), key, length);
  });
  afterAll(() => {
    cut.by = 1;
    subtle.deriveBits = deriveBits;
  });
}

/** The rounds that this process does where so many are asked for. */
export function roundsFor(asked: number): number {
  return Math.ceil(asked / cut.by);
}

type Algorithm = Parameters<SubtleCrypto['deriveBits']>[0];

function withFewer(algorithm: Algorithm): Algorithm {
  if (typeof algorithm === 'string' || !('iterations' in algorithm)) return algorithm;
  return { ...algorithm, iterations: roundsFor(Number(algorithm.iterations)) };
}

import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as commonWords } from '@zxcvbn-ts/language-common';
import { dictionary as englishWords } from '@zxcvbn-ts/language-en';

/** How hard a passphrase is to guess: 0 (found at once) to 4 (hard for anybody). */
export type StrengthLevel = 0 | 1 | 2 | 3 | 4;

/** What a passphrase is like; nothing of it is in here. */
export interface Strength {
  level: StrengthLevel;
  /** What makes it easy, by the library's name ("dates"); `null`: nothing stands out. */
  weakness: string | null;
}

/**
 * From how many guesses (powers of ten) each level begins. Higher than the library's own, because
 * nobody limits the guesses of somebody who has copied a vault. Argon2id with 64 MiB leaves one
 * computer some thousands of guesses a second: 10^10 are weeks of it, 10^14 are centuries.
 */
const LEVELS = [
  { level: 4, from: 14 },
  { level: 3, from: 12 },
  { level: 2, from: 10 },
  { level: 1, from: 6 },
] as const;

/** Beyond this many characters nothing gets weaker, and a guess would take long to count. */
const LONGEST = 80;

/** What anybody would try first on this vault. */
const TRIED_FIRST = ['latchkey', 'webex', 'vault', 'passphrase'];

const NOTHING = /^$/;

/** The estimator of zxcvbn, over its lists of passwords, names and English words. */
export function createEstimator(): ZxcvbnFactory {
  return new ZxcvbnFactory({
    dictionary: { ...commonWords, ...englishWords },
    graphs: adjacencyGraphs,
    maxLength: LONGEST,
  });
}

/**
 * Judges a passphrase. The estimator keeps what it saw last, and so do regular expressions: both
 * are shown nothing afterwards.
 */
export function judge(estimator: ZxcvbnFactory, passphrase: string): Strength {
  const { guessesLog10, feedback } = estimator.check(passphrase, TRIED_FIRST);
  estimator.check('');
  NOTHING.test('');
  const level = LEVELS.find(({ from }) => guessesLog10 >= from)?.level ?? 0;
  return { level, weakness: feedback.warning };
}

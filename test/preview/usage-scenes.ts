import { DAY, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { Limits, Usage } from '../../src/domain/usage.ts';
import { monthOf } from '../../src/domain/usage-count.ts';
import { createFakeProgram } from './fake-program.ts';
import { manyKeys, unlockedState } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';
import { inLastMinute, inThisMonth, usedKey } from './usage-answers.ts';

const MONTH = 30_000;

/** The page about the use of one key. */
export const usageScenes: Record<string, Scene> = {
  usage: using({}),
  'usage-empty': using({ freeAtMs: [], skewMs: null, days: {} }),
  'usage-near': using({
    freeAtMs: inLastMinute(171),
    days: inThisMonth(26_480),
    skewMs: 4 * MINUTE,
  }),
  'usage-over': using({ days: inThisMonth(MONTH) }),
  'usage-anyway': using({ days: inThisMonth(MONTH + 4), liftedMonth: monthOf(Date.now()) }),
  'usage-paused': using({ block: { waitMs: MINUTE, untilMs: Date.now() + 45 * SECOND } }),
  'usage-minute': using({ freeAtMs: inLastMinute(100, 12 * SECOND), sharePercent: 50 }),
  'usage-unlimited': using({ skewMs: -3 * DAY }, { perMinute: null, perMonth: null }),
  'usage-long-name': {
    program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys.slice(1, 2) }),
    steps: ['tab Keys', `press Usage of “${manyKeys[1]?.label}”`],
  },
};

function using(part: Partial<Usage>, limits?: Limits): Scene {
  return {
    program: () =>
      withAnswers(createFakeProgram(unlockedState), {
        'usage.report': () => usedKey(part, limits),
      }),
    steps: ['tab Keys', 'press Usage of “Support desk”'],
  };
}

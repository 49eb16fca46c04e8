import { DAY, MINUTE, SECOND } from '../../src/domain/time.ts';
import { monthTurnMs, type UsageReport } from '../../src/domain/usage.ts';
import { createFakeProgram } from './fake-program.ts';
import { manyKeys, unlockedState } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';
import { inThisMonth, usualUsage } from './usage-answers.ts';

const NEAR = 26_480;
const MONTH = 30_000;

/** The page about the use of one key. */
export const usageScenes: Record<string, Scene> = {
  usage: using({}),
  'usage-empty': using({ inWindow: 0, skewMs: null, days: {} }),
  'usage-near': using({
    inWindow: 171,
    days: inThisMonth(NEAR),
    skewMs: 4 * MINUTE,
    correctionMs: 4 * MINUTE,
  }),
  'usage-over': using({
    days: inThisMonth(MONTH),
    blocked: { untilMs: monthTurnMs(Date.now()), saidBy: 'latchkey', limit: 'month' },
  }),
  'usage-anyway': using({ days: inThisMonth(MONTH + 4) }),
  'usage-paused': using({
    inWindow: 200,
    blocked: { untilMs: Date.now() + 45 * SECOND, saidBy: 'server', limit: null },
  }),
  'usage-minute': using({
    inWindow: 100,
    sharePercent: 50,
    blocked: { untilMs: Date.now() + 12 * SECOND, saidBy: 'latchkey', limit: 'minute' },
  }),
  'usage-unlimited': using({
    limits: { perMinute: null, perMonth: null },
    skewMs: -3 * DAY,
  }),
  'usage-long-name': {
    program: () => createFakeProgram({ ...unlockedState, credentials: manyKeys.slice(1, 2) }),
    steps: ['tab Keys', `press Usage of “${manyKeys[1]?.label}”`],
  },
};

function using(part: Partial<UsageReport>): Scene {
  return {
    program: () =>
      withAnswers(createFakeProgram(unlockedState), {
        'usage.report': () => ({ ...usualUsage, ...part }),
      }),
    steps: ['tab Keys', 'press Usage of “Support desk”'],
  };
}

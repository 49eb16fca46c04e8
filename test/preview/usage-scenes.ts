import { HOUR, SECOND } from '../../src/domain/time.ts';
import type { UsageReport } from '../../src/domain/usage.ts';
import { createFakeProgram } from './fake-program.ts';
import { manyKeys, unlockedState } from './fixtures.ts';
import { type Scene, withAnswers } from './scene.ts';
import { daysWith, usualUsage } from './usage-answers.ts';

/** The page about the use of one key. */
export const usageScenes: Record<string, Scene> = {
  usage: using({}),
  'usage-empty': using({
    inWindow: 0,
    inMonth: 0,
    skewSeconds: null,
    days: daysWith(Array.from({ length: 30 }, () => 0)),
  }),
  'usage-near': using({
    inWindow: 171,
    inMonth: 26_480,
    runsOutAtMs: Date.now() + 120 * HOUR,
    skewSeconds: 240,
    skewCorrected: true,
  }),
  'usage-over': using({
    inMonth: 30_000,
    blocked: { untilMs: usualUsage.monthTurnsAtMs, saidBy: 'latchkey', limit: 'month' },
  }),
  'usage-anyway': using({ inMonth: 30_004 }),
  'usage-paused': using({
    inWindow: 200,
    blocked: { untilMs: Date.now() + 45 * SECOND, saidBy: 'server', limit: null },
  }),
  'usage-minute': using({
    inWindow: 100,
    sharePercent: 50,
    ownLimits: { perMinute: 100, perMonth: 15_000 },
    blocked: { untilMs: Date.now() + 12 * SECOND, saidBy: 'latchkey', limit: 'minute' },
  }),
  'usage-unlimited': using({
    label: manyKeys[5]?.label ?? '',
    systemLimits: { perMinute: null, perMonth: null },
    ownLimits: { perMinute: null, perMonth: null },
    skewSeconds: -200_000,
  }),
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

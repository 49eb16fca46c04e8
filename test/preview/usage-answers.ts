import { DAY } from '../../src/domain/time.ts';
import { dayOf, type UsageReport } from '../../src/domain/usage.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type UsageCall = Extract<Call, `usage.${string}`>;

const CALLS = [
  312, 280, 0, 0, 402, 377, 290, 330, 518, 0, 12, 440, 391, 402, 376, 344, 0, 0, 512, 498, 433, 402,
  390, 0, 25, 610, 702, 655, 690, 214,
];

/** The last days, today last. */
export function daysWith(calls: readonly number[]): UsageReport['days'] {
  return Object.fromEntries(
    calls.map((count, place) => [dayOf(Date.now() - (calls.length - 1 - place) * DAY), count]),
  );
}

/** So many calls in this month. */
export const inThisMonth = (calls: number): UsageReport['days'] => ({
  [dayOf(Date.now())]: calls,
});

/** A key in everyday use. */
export const usualUsage: UsageReport = {
  limits: { perMinute: 200, perMonth: 30_000 },
  sharePercent: 100,
  inWindow: 37,
  days: daysWith(CALLS),
  blocked: null,
  skewMs: 0,
  correctionMs: 0,
};

/** A worker that keeps a share. */
export function usageAnswers(): Pick<Answers, UsageCall> {
  let report = usualUsage;
  return {
    'usage.report': () => report,
    'usage.set-share': ({ percent }) => {
      report = { ...report, sharePercent: percent };
      return {};
    },
    'usage.ask-anyway': () => ({}),
  };
}

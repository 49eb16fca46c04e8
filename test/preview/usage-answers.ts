import { DAY } from '../../src/domain/time.ts';
import type { UsageReport } from '../../src/domain/usage.ts';
import type { Call } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';
import { HOST, oneKey } from './fixtures.ts';

export type UsageCall = Extract<Call, `usage.${string}`>;

const CALLS = [
  312, 280, 0, 0, 402, 377, 290, 330, 518, 0, 12, 440, 391, 402, 376, 344, 0, 0, 512, 498, 433, 402,
  390, 0, 25, 610, 702, 655, 690, 214,
];

export function daysWith(calls: readonly number[]): UsageReport['days'] {
  return calls.map((count, place) => {
    const at = new Date(Date.now() - (calls.length - 1 - place) * DAY);
    return { day: at.toISOString().slice(0, 10), calls: count };
  });
}

/** A key in everyday use. */
export const usualUsage: UsageReport = {
  label: oneKey.label,
  host: HOST,
  systemLimits: { perMinute: 200, perMonth: 30_000 },
  ownLimits: { perMinute: 200, perMonth: 30_000 },
  sharePercent: 100,
  inWindow: 37,
  inMonth: 8_902,
  monthTurnsAtMs: Date.now() + 9 * DAY,
  days: daysWith(CALLS),
  runsOutAtMs: null,
  blocked: null,
  skewSeconds: 0,
  skewCorrected: false,
};

/** A worker that keeps a share. */
export function usageAnswers(): Pick<Answers, UsageCall> {
  let report = usualUsage;
  return {
    'usage.report': () => report,
    'usage.set-share': ({ percent }) => {
      const own = (limit: number | null) => limit && Math.floor((limit * percent) / 100);
      const { perMinute, perMonth } = report.systemLimits;
      const ownLimits = { perMinute: own(perMinute), perMonth: own(perMonth) };
      report = { ...report, sharePercent: percent, ownLimits };
      return {};
    },
    'usage.ask-anyway': () => ({}),
  };
}

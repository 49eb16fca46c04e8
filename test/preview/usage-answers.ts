import { DAY, MINUTE } from '../../src/domain/time.ts';
import type { Limits, Usage } from '../../src/domain/usage.ts';
import { dayOf } from '../../src/domain/usage-count.ts';
import type { Call, OutputOf } from '../../src/rpc/contract.ts';
import type { Answers } from './fake-program.ts';

export type UsageCall = Extract<Call, `usage.${string}`>;

const CALLS = [
  312, 280, 0, 0, 402, 377, 290, 330, 518, 0, 12, 440, 391, 402, 376, 344, 0, 0, 512, 498, 433, 402,
  390, 0, 25, 610, 702, 655, 690, 214,
];

/** The last days, today last. */
export function daysWith(calls: readonly number[]): Usage['days'] {
  return Object.fromEntries(
    calls.map((count, place) => [dayOf(Date.now() - (calls.length - 1 - place) * DAY), count]),
  );
}

/** So many calls in this month. */
export const inThisMonth = (calls: number): Usage['days'] => ({ [dayOf(Date.now())]: calls });

/** So many calls in the last minute, which count for that long still. */
export function inLastMinute(calls: number, leftMs = MINUTE / 2): number[] {
  return Array.from({ length: calls }, () => Date.now() + leftMs);
}

const LIMITS: Limits = { perMinute: 200, perMonth: 30_000 };

/** A key in everyday use. */
export function usedKey(
  part: Partial<Usage> = {},
  limits: Limits = LIMITS,
): OutputOf<'usage.report'> {
  const usage: Usage = {
    freeAtMs: inLastMinute(37),
    days: daysWith(CALLS),
    block: null,
    skewMs: 0,
    sharePercent: 100,
    liftedMonth: null,
    ...part,
  };
  return { usage, limits };
}

/** A worker that keeps a share. */
export function usageAnswers(): Pick<Answers, UsageCall> {
  let report = usedKey();
  return {
    'usage.report': () => report,
    'usage.set-share': ({ percent }) => {
      report = usedKey({ sharePercent: percent });
      return {};
    },
    'usage.ask-anyway': () => ({}),
  };
}

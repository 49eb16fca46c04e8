import { DAY } from '../../../domain/time.ts';
import type { Limits, Usage } from '../../../domain/usage.ts';
import {
  callsInMonth,
  correctionOf,
  countingAt,
  dayOf,
  type Later,
  laterFor,
  monthTurnMs,
  shareOf,
} from '../../../domain/usage-count.ts';
import type { OutputOf } from '../../../rpc/contract.ts';

export type UsageReport = OutputOf<'usage.report'>;

const DAYS_SHOWN = 30;
/** The pace of the last days is taken for that of the next. */
const DAYS_OF_PACE = 7;

/** What the page shows of a report. Instants are those of the clock here; days and months are UTC's. */
export interface UsageFigures {
  /** Whose limits and clock these are. */
  host: string;
  /** What the system allows a key. */
  limits: Limits;
  sharePercent: number;
  /** What of the limits this vault may use. */
  ownLimits: Limits;
  /** Calls that count in the window of the last 60 seconds. */
  inWindow: number;
  inMonth: number;
  /** When the next month begins. */
  monthTurnsAtMs: number;
  /** The last 30 days, oldest first, each by its date ("2026-11-21"). */
  days: { day: string; calls: number }[];
  /** When the month's calls are used up, if it goes on like the last seven days; `null`: not this month. */
  runsOutAtMs: number | null;
  /** Why no call is made now, and until when; `null`: calls are made. */
  blocked: Later | null;
  /** How far the server's clock is ahead of this computer's; `null`: not measured yet. */
  skewMs: number | null;
  /** What of it is allowed for in proofs and counts. */
  correctionMs: number;
}

/** The figures of a report on a key of that host, at an instant of the clock here. */
export function figuresOf(report: UsageReport, host: string, hereMs: number): UsageFigures {
  const { limits, usage } = report;
  const correctionMs = correctionOf(usage);
  const nowMs = hereMs + correctionMs;
  const ownLimits = shareOf(limits, usage.sharePercent);
  const inMonth = callsInMonth(usage.days, nowMs);
  const left = ownLimits.perMonth === null ? 0 : ownLimits.perMonth - inMonth;
  const outMs = runsOut(usage, left, nowMs);
  const later = laterFor(usage, limits, nowMs);
  return {
    host,
    limits,
    sharePercent: usage.sharePercent,
    ownLimits,
    inWindow: countingAt(usage, nowMs).length,
    inMonth,
    monthTurnsAtMs: monthTurnMs(nowMs) - correctionMs,
    days: lastDays(usage, nowMs, DAYS_SHOWN),
    runsOutAtMs: outMs === null ? null : outMs - correctionMs,
    blocked: later && { ...later, atMs: later.atMs - correctionMs },
    skewMs: usage.skewMs,
    correctionMs,
  };
}

function lastDays({ days }: Usage, nowMs: number, count: number): UsageFigures['days'] {
  return Array.from({ length: count }, (_, place) => {
    const day = dayOf(nowMs - (count - 1 - place) * DAY);
    return { day, calls: days[day] ?? 0 };
  });
}

function runsOut(usage: Usage, left: number, nowMs: number): number | null {
  const recent = lastDays(usage, nowMs, DAYS_OF_PACE);
  // A key that is new is not taken for one that rested.
  const first = Object.keys(usage.days).sort()[0] ?? '';
  const since = recent.filter(({ day }) => day >= first);
  const calls = since.reduce((sum, day) => sum + day.calls, 0);
  if (left <= 0 || calls === 0) return null;
  const pastMs = Math.max(DAY, (since.length - 1) * DAY + (nowMs % DAY));
  const atMs = nowMs + (left / calls) * pastMs;
  return atMs < monthTurnMs(nowMs) ? atMs : null;
}

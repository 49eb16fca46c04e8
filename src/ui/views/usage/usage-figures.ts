import { DAY } from '../../../domain/time.ts';
import {
  callsInMonth,
  dayOf,
  type Limits,
  monthTurnMs,
  shareOf,
  type UsageReport,
} from '../../../domain/usage.ts';

const DAYS_SHOWN = 30;
/** The pace of the last days is taken for that of the next. */
const DAYS_OF_PACE = 7;

/** What the page shows of a report. Instants are those of the clock here; days and months are UTC's. */
export interface UsageFigures extends Omit<UsageReport, 'days'> {
  /** Whose limits and clock these are. */
  host: string;
  /** What of the system's limits this vault may use. */
  ownLimits: Limits;
  inMonth: number;
  /** When the next month begins. */
  monthTurnsAtMs: number;
  /** The last 30 days, oldest first, each by its date ("2026-11-21"). */
  days: { day: string; calls: number }[];
  /** When the month's calls are used up, if it goes on like the last seven days; `null`: not this month. */
  runsOutAtMs: number | null;
}

/** The figures of a report on a key of that host, at an instant of the clock here. */
export function figuresOf(report: UsageReport, host: string, hereMs: number): UsageFigures {
  const { correctionMs, days, limits, sharePercent } = report;
  const nowMs = hereMs + correctionMs;
  const ownLimits = shareOf(limits, sharePercent);
  const inMonth = callsInMonth(days, nowMs);
  const left = ownLimits.perMonth === null ? 0 : ownLimits.perMonth - inMonth;
  const outMs = runsOut(report, left, nowMs);
  return {
    ...report,
    host,
    ownLimits,
    inMonth,
    monthTurnsAtMs: monthTurnMs(nowMs) - correctionMs,
    days: lastDays(report, nowMs, DAYS_SHOWN),
    runsOutAtMs: outMs === null ? null : outMs - correctionMs,
  };
}

function lastDays({ days }: UsageReport, nowMs: number, count: number): UsageFigures['days'] {
  return Array.from({ length: count }, (_, place) => {
    const day = dayOf(nowMs - (count - 1 - place) * DAY);
    return { day, calls: days[day] ?? 0 };
  });
}

function runsOut(report: UsageReport, left: number, nowMs: number): number | null {
  const recent = lastDays(report, nowMs, DAYS_OF_PACE);
  // A key that is new is not taken for one that rested.
  const first = Object.keys(report.days).sort()[0] ?? '';
  const since = recent.filter(({ day }) => day >= first);
  const calls = since.reduce((sum, day) => sum + day.calls, 0);
  if (left <= 0 || calls === 0) return null;
  const pastMs = Math.max(DAY, (since.length - 1) * DAY + (nowMs % DAY));
  const atMs = nowMs + (left / calls) * pastMs;
  return atMs < monthTurnMs(nowMs) ? atMs : null;
}

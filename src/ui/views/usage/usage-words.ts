import { DAY, HOUR, MINUTE } from '../../../domain/time.ts';
import { dateWords, momentWords } from '../../date-words.ts';
import type { UsageFigures } from './usage-figures.ts';

const LOCALE = 'en-GB';
const LARGEST_MINUTES = 2 * HOUR;

/** "30,000" */
export function countWords(count: number): string {
  return new Intl.NumberFormat(LOCALE).format(count);
}

/** "1 call", "30,000 calls" */
export function callWords(count: number): string {
  return `${countWords(count)} ${count === 1 ? 'call' : 'calls'}`;
}

/** "21 Nov" of "2026-11-21" */
export function dayWords(day: string): string {
  return named(day, { day: 'numeric', month: 'short' });
}

/** "November" of "2026-11-21" */
export function monthWords(day: string): string {
  return named(day, { month: 'long' });
}

/** How the calls of the month will do: a sentence; `null` where there is no limit or it is reached. */
export function forecastWords(figures: UsageFigures): string | null {
  const { ownLimits, inMonth, runsOutAtMs, monthTurnsAtMs, days } = figures;
  if (ownLimits.perMonth === null || inMonth >= ownLimits.perMonth) return null;
  if (runsOutAtMs !== null) {
    return `If it goes on like the last seven days, they run out on ${dateWords(runsOutAtMs)}.`;
  }
  const turn = dateWords(monthTurnsAtMs);
  return days.slice(-7).some(({ calls }) => calls > 0)
    ? `If it goes on like the last seven days, they last until they begin anew on ${turn}.`
    : `They begin anew on ${turn}.`;
}

/** The chart in one sentence. */
export function chartWords(days: UsageFigures['days']): string {
  const sum = days.reduce((all, { calls }) => all + calls, 0);
  const [most] = [...days].sort((a, b) => b.calls - a.calls);
  if (most === undefined || sum === 0) return 'No calls in the last 30 days.';
  return `${callWords(sum)} in the last 30 days, most on ${dayWords(most.day)}: ${countWords(most.calls)}.`;
}

/** Which clock is off, and by how much; `null` where nobody need know. */
export function clockWords(figures: UsageFigures): { title: string; text: string } | null {
  const { skewMs, correctionMs, host } = figures;
  const offMs = Math.abs(skewMs ?? 0);
  const tooFar = offMs > DAY;
  if (skewMs === null || (correctionMs === 0 && !tooFar)) return null;
  const side = skewMs > 0 ? 'behind' : 'ahead of';
  const title = `This computer’s clock is ${differenceWords(offMs)} ${side} ${host}`;
  return tooFar
    ? { title, text: 'That is too much to allow for, and the key may be refused. Set the clock.' }
    : {
        title,
        text: 'Latchkey allows for it in every proof, so the key works. Other programs may not: set the clock when you can.',
      };
}

/** Until when no call is made: "14:03 CET on …" with seconds where it is soon. */
export function untilWords(untilMs: number, nowMs: number): string {
  const soon = untilMs - nowMs < HOUR;
  if (!soon) return momentWords(untilMs);
  const format = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  return new Intl.DateTimeFormat(LOCALE, format).format(untilMs);
}

function differenceWords(ms: number): string {
  if (ms > DAY) return 'more than a day';
  if (ms >= LARGEST_MINUTES) return `${Math.round(ms / HOUR)} hours`;
  if (ms < 2 * MINUTE) return `${Math.round(ms / 1_000)} seconds`;
  return `${Math.round(ms / MINUTE)} minutes`;
}

function named(day: string, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { ...format, timeZone: 'UTC' }).format(Date.parse(day));
}

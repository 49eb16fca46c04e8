const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const TIME = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}${ZONE}$`, 'i');
const NUMBERS = new RegExp(`^(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4})${TIME}${ZONE}$`, 'i');
const DAY_AND_WORD = new RegExp(
  `^(\\d{1,2})\\.?[\\s-]+([a-z]{3,9})\\.?[\\s,-]+(\\d{4})${TIME}${ZONE}$`,
  'i',
);
const WORD_AND_DAY = new RegExp(
  `^([a-z]{3,9})\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})${TIME}${ZONE}$`,
  'i',
);

/** A day as it was written, and what comes after it: hour, minute, second, zone. */
interface Written {
  year: number;
  month: number;
  day: number;
  rest: readonly (string | undefined)[];
}

/**
 * A date that somebody wrote into a file, as epoch milliseconds: on the clock here where it names no
 * zone, and at the end of its day where it names no time. `null` for what is no date, and for one
 * that could be two, as 05/06/2027 could.
 */
export function readWrittenDate(text: string): number | null {
  const written = writtenIn(text.trim().slice(0, 64));
  if (written === null) return null;
  const { year, month, day, rest } = written;
  const [hour = '23', minute = '59', second = '0', zone] = rest;
  const parts = [year, month - 1, day, Number(hour), Number(minute), Number(second)] as const;
  const asUtc = new Date(Date.UTC(...parts));
  const exists = asUtc.getUTCDate() === day && asUtc.getUTCMonth() === month - 1;
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return zone === undefined ? new Date(...parts).getTime() : asUtc.getTime() - offsetOf(zone);
}

function writtenIn(text: string): Written | null {
  const found = (pattern: RegExp) => pattern.exec(text)?.slice(1);
  const yearFirst = found(YEAR_FIRST);
  if (yearFirst) return writtenAs(yearFirst[0], yearFirst[1], yearFirst[2], yearFirst.slice(3));
  const numbers = found(NUMBERS);
  if (numbers) return ofNumbers(numbers);
  const dayFirst = found(DAY_AND_WORD);
  if (dayFirst) return writtenAs(dayFirst[2], monthOf(dayFirst[1]), dayFirst[0], dayFirst.slice(3));
  const wordFirst = found(WORD_AND_DAY);
  if (wordFirst)
    return writtenAs(wordFirst[2], monthOf(wordFirst[0]), wordFirst[1], wordFirst.slice(3));
  return null;
}

/** With dots the day comes first; else only a number over twelve tells which is which. */
function ofNumbers([first = '', sign, second = '', year, ...rest]: (string | undefined)[]) {
  if (sign === '.' || Number(first) > 12) return writtenAs(year, second, first, rest);
  return Number(second) > 12 ? writtenAs(year, first, second, rest) : null;
}

function writtenAs(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  rest: Written['rest'],
): Written {
  return { year: Number(year), month: Number(month), day: Number(day), rest };
}

function monthOf(word: string | undefined): string {
  return String(MONTHS.indexOf(word?.slice(0, 3).toLowerCase() ?? '') + 1);
}

/** How far clocks in that zone are ahead of Greenwich (milliseconds). */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
}

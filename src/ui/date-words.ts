import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.ts';

/** Words are English, and so are dates: day, month by its name, 24 hours read the same everywhere. */
const LOCALE = 'en-GB';
const DAYS_PER_MONTH = 30.44;
const MONTHS_FROM_DAYS = 60;
/** From here on an expiry is something to act on. */
export const SOON = 30 * DAY;

/** "20 May 2027" */
export function dateWords(instantMs: number, timeZone?: string): string {
  return format(instantMs, { day: 'numeric', month: 'short', year: 'numeric' }, timeZone);
}

/** "14:03" on the clock here. */
export function clockWords(instantMs: number): string {
  return format(instantMs, { hour: '2-digit', minute: '2-digit' });
}

/** "Fri, 20 May 2027, 14:03 CEST": a date and time with its zone. */
export function momentWords(instantMs: number, timeZone?: string): string {
  return format(instantMs, { ...MOMENT, timeZoneName: 'short' }, timeZone);
}

/** The same moment at a fixed offset (minutes east of Greenwich), without a zone's name. */
export function momentAtOffset(instantMs: number, offsetMinutes: number): string {
  return format(instantMs + offsetMinutes * MINUTE, MOMENT, 'UTC');
}

/** "14:03" for something of today, else "20 May 2027, 14:03". */
export function recentWords(instantMs: number, nowMs: number): string {
  const today = dateWords(instantMs) === dateWords(nowMs);
  return today ? clockWords(instantMs) : `${dateWords(instantMs)}, ${clockWords(instantMs)}`;
}

/** How far clocks in a zone are ahead of Greenwich at that instant (minutes); here without a zone. */
export function offsetMinutesAt(instantMs: number, timeZone?: string): number {
  const parts = formatter({ ...NUMERIC }, timeZone).formatToParts(instantMs);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  const asIfUtc = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((asIfUtc - instantMs) / MINUTE);
}

/** "12 h", "45 min", "1 h 30 min" */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** A span in its largest whole unit: "5 months", "12 days", "3 h", "20 min", "8 s". */
export function spanWords(spanMs: number): string {
  const span = Math.max(0, spanMs);
  const days = Math.floor(span / DAY);
  if (days >= MONTHS_FROM_DAYS) return counted(Math.floor(days / DAYS_PER_MONTH), 'month');
  if (days >= 1) return counted(days, 'day');
  if (span >= HOUR) return `${Math.floor(span / HOUR)} h`;
  if (span >= MINUTE) return `${Math.floor(span / MINUTE)} min`;
  return `${Math.ceil(span / SECOND)} s`;
}

/** How a key stands against its expiry. */
export interface Expiry {
  tone: 'quiet' | 'warn' | 'danger';
  /** One or two words for a badge; `null` when there is nothing to say aloud. */
  badge: string | null;
  words: string;
}

/** "Expires in 5 months · 20 May 2027" */
export function expiryOf(expiresAtMs: number | null, nowMs: number): Expiry {
  if (expiresAtMs === null) return { tone: 'quiet', badge: null, words: 'No expiry noted' };
  const left = expiresAtMs - nowMs;
  const date = dateWords(expiresAtMs);
  if (left <= 0) {
    return { tone: 'danger', badge: 'Expired', words: `Expired ${spanWords(-left)} ago · ${date}` };
  }
  const words = `Expires in ${spanWords(left)} · ${date}`;
  return left < SOON
    ? { tone: 'warn', badge: 'Expires soon', words }
    : { tone: 'quiet', badge: null, words };
}

/** "Locks in 14 min": what the header says of the automatic lock. */
export function lockWords(lockAtMs: number, nowMs: number): string {
  const left = lockAtMs - nowMs;
  if (left < MINUTE) return 'Locks in under a minute';
  return `Locks in ${Math.ceil(left / MINUTE)} min`;
}

/** An instant as `<input type="datetime-local">` wants it, on the clock here; '' for `null`. */
export function toLocalInput(instantMs: number | null): string {
  if (instantMs === null) return '';
  const shifted = instantMs + offsetMinutesAt(instantMs) * MINUTE;
  return new Date(shifted).toISOString().slice(0, 'YYYY-MM-DDTHH:mm'.length);
}

/** The instant that a `datetime-local` field shows; `null` when it is empty or no date. */
export function fromLocalInput(value: string): number | null {
  const instantMs = new Date(value).getTime();
  return Number.isNaN(instantMs) ? null : instantMs;
}

const MOMENT = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const;

const NUMERIC = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
} as const;

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function format(instantMs: number, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  return formatter(options, timeZone).format(instantMs);
}

function formatter(options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(
    LOCALE,
    timeZone === undefined ? options : { ...options, timeZone },
  );
}

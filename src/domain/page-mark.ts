import { isWebexHost } from './link.ts';

/** What in a page's text can be looked up. */
export const MARK_KINDS = ['session-key', 'link', 'sip'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A place in a text: from `start` up to, and without, `end`. */
export interface PageMark {
  start: number;
  end: number;
  kind: MarkKind;
  /** What stands there, without a full stop or bracket that only follows it. */
  text: string;
  /** The session key in it; `null` where there is none, as in the link of a personal room. */
  sessionKey: string | null;
}

/**
 * Finds session keys, Webex links and SIP addresses in a text. Numbers look alike, so one counts as
 * a session key only by how it is grouped, or by what stands before it. Time is linear in the text.
 * @param before what stands before the text in the page; asked for only where a number leaves a doubt
 */
export function findPageMarks(text: string, before: () => string = () => ''): PageMark[] {
  if (text.length < SHORTEST) return NONE;
  const addresses = WEBEX.test(text) ? addressesIn(text) : NONE;
  const numbers = numbersIn(text, addresses, before);
  if (numbers === NONE) return addresses;
  return [...addresses, ...numbers].sort((one, other) => one.start - other.start);
}

const NONE: PageMark[] = [];
const SHORTEST = 9;

const WEBEX = /webex\.com/i;
const EVERY_WEBEX = /webex\.com/gi;
/** More than a host name or the name before an @ may have. */
const LONGEST_NAME = 253;
const LONGEST_LINK = 2_048;

function addressesIn(text: string): PageMark[] {
  const found: PageMark[] = [];
  let free = 0;
  for (const { index } of text.matchAll(EVERY_WEBEX)) {
    if (index < free) continue;
    const mark = addressAt(text, index, free);
    if (mark === null) continue;
    found.push(mark);
    free = mark.end;
  }
  return found;
}

/** The address whose host ends with the name that begins at `index`. */
function addressAt(text: string, index: number, free: number): PageMark | null {
  const hostEnd = index + 'webex.com'.length;
  if (/^(?:[\w-]|\.[\w-])/.test(text.slice(hostEnd, hostEnd + 2))) return null;
  const hostStart = startOf(text, index, free, /[\w.-]/);
  if (!isWebexHost(text.slice(hostStart, hostEnd).toLowerCase())) return null;
  if (text[hostStart - 1] === '@') return sipAt(text, hostStart - 1, hostEnd, free);
  return linkAt(text, hostStart, hostEnd);
}

function startOf(text: string, from: number, free: number, sign: RegExp): number {
  const least = Math.max(free, from - LONGEST_NAME);
  let start = from;
  while (start > least && sign.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

function sipAt(text: string, at: number, end: number, free: number): PageMark | null {
  const start = startOf(text, at, free, /[\w.+-]/);
  if (start === at) return null;
  const key = /^([1-9]\d{8,10})(?:[._]|$)/.exec(text.slice(start, at))?.[1] ?? null;
  return { start, end, kind: 'sip', text: text.slice(start, end), sessionKey: key };
}

function linkAt(text: string, hostStart: number, hostEnd: number): PageMark | null {
  const scheme = /https?:\/\/$/i.exec(text.slice(Math.max(0, hostStart - 8), hostStart))?.[0] ?? '';
  const start = hostStart - scheme.length;
  const rest = /^\/[^\s<>"'`]*/.exec(text.slice(hostEnd, hostEnd + LONGEST_LINK))?.[0] ?? '';
  const path = rest.replace(/[.,;:!?)\]}]+$/, '');
  // A host alone leads to no meeting.
  if (path.length < 2) return null;
  const end = hostEnd + path.length;
  // Source: URL API of Webex Meetings, m.php?AT=JM: MK is the meeting's number.
  const sessionKey = /[?&;]MK=([1-9]\d{8,10})(?!\d)/i.exec(path)?.[1] ?? null;
  return { start, end, kind: 'link', text: text.slice(start, end), sessionKey };
}

/** White space within a line and dashes, one at a time, between digits. */
const DIGITS = /\d(?:[ \u00a0\u2009\u202f\u2010\u2011-]?\d){8,}/g;

/** What could be a session key by its groups, whole or in a part; of most numbers nothing more is looked at. */
const LIKELY =
  /^\d{9,11}$|(?:^|\D)\d{3}\D\d{3}\D\d{3}(?:\D|$)|^\d{4}\D\d{3}\D\d{2,4}$|^\d{3}\D(?:\d{3,4}\D\d{4}|\d{6}|\d{2}\D\d{4})$|^\d{4,5}\D\d{4,6}$/;

function numbersIn(text: string, taken: readonly PageMark[], before: () => string): PageMark[] {
  DIGITS.lastIndex = 0;
  let found = NONE;
  for (let run = DIGITS.exec(text); run !== null; run = DIGITS.exec(text)) {
    const { index } = run;
    if (text[index - 1] === '+' || !LIKELY.test(run[0])) continue;
    const end = index + run[0].length;
    if (taken.some((mark) => mark.start < end && index < mark.end)) continue;
    const mark = numberIn(text, run[0], index, before);
    if (mark === null) continue;
    if (found === NONE) found = [];
    found.push(mark);
  }
  return found;
}

/** Digits that stand together, and where. */
interface Group {
  start: number;
  digits: string;
}

/** A run of digits as a session key, whole or without a number that stands before or after it. */
function numberIn(text: string, run: string, index: number, before: () => string): PageMark | null {
  const groups = groupsIn(run, index);
  const mark = keyOf(text, groups, before);
  if (mark !== null) return mark;
  return (
    SPOKEN_BESIDE.flatMap(({ from, to, odd }) => {
      if (groups.at(odd)?.digits.length === 3) return [];
      return spokenIn(text, groups.slice(from, to)) ?? [];
    }).at(0) ?? null
  );
}

function groupsIn(run: string, index: number): Group[] {
  if (!/\D/.test(run)) return [{ start: index, digits: run }];
  return [...run.matchAll(/\d+/g)].map((each) => ({ start: index + each.index, digits: each[0] }));
}

/** How Webex and we write session keys, and hardly anybody writes something else. */
const SPOKEN = /^(?:3,3,3|4,3,3|4,3,4|2,3,3,3)$/;
/** Written together, or as a phone number might be: then it has to be said what it is. */
const POSSIBLE = /^(?:9|10|11|3,3,4|3,4,4|3,6|5,4|4,5|5,5|5,6|4,3,2|3,2,4)$/;

const TOUCHING_BEFORE = /[\w+/\\=@#&$€£%~^-]$|[:.,]$/;
const TOUCHING_AFTER = /^(?:[\w@%€$£/\\=-]|[.,:]\d)/;

function keyOf(text: string, groups: readonly Group[], before: () => string): PageMark | null {
  const mark = markOf(text, groups);
  if (mark === null || touches(text, mark.start, mark.end)) return null;
  const shape = shapeOf(groups);
  const isSpoken = SPOKEN.test(shape);
  if (!isSpoken && !POSSIBLE.test(shape)) return null;
  const said = saidBefore(text, mark.start, before) ?? (isSpoken && !mark.text.includes('-'));
  return said ? mark : null;
}

/** Three groups of three beside a date or a count are a session key all the same. */
const SPOKEN_BESIDE = [
  { from: 1, to: undefined, odd: 0 },
  { from: 0, to: -1, odd: -1 },
] as const;

function spokenIn(text: string, groups: readonly Group[]): PageMark | null {
  const mark = markOf(text, groups);
  return mark && shapeOf(groups) === '3,3,3' && !mark.text.includes('-') ? mark : null;
}

function shapeOf(groups: readonly Group[]): string {
  return groups.map(({ digits }) => digits.length).join();
}

function markOf(text: string, groups: readonly Group[]): PageMark | null {
  const [first] = groups;
  const last = groups.at(-1);
  if (!first || !last) return null;
  const sessionKey = groups.map(({ digits }) => digits).join('');
  if (!/^[1-9]\d{8,10}$/.test(sessionKey)) return null;
  const { start } = first;
  const end = last.start + last.digits.length;
  return { start, end, kind: 'session-key', text: text.slice(start, end), sessionKey };
}

/** Whether it is a part of something longer: a phone number with its country, a price, an address. */
function touches(text: string, start: number, end: number): boolean {
  const head = text.slice(Math.max(0, start - 2), start);
  if (/\d[:.,]$|[+]\d? ?$/.test(head)) return true;
  if (TOUCHING_BEFORE.test(head) && !/[:.,]$/.test(head)) return true;
  return TOUCHING_AFTER.test(text.slice(end, end + 2));
}

/** How far before a number it may be said what it is. */
const REACH = 48;
/** First what a meeting's number is called, then what other numbers are. */
const LABELS =
  /\b(?:(session|meeting|webex|conference|access code|kennnummer|besprechung|r[ée]union|reuni[óo]n|join|host|key\b)|(?:tele)?phone|(?:tel|fax|call|dial|ref|case|vat|tax|pin)\b|mobile|order|invoice|iban|account|reference|ticket|customer|tracking|serial|isbn|price|total|amount|password)/gi;

/** Whether what is said nearest before it is a meeting's number, or something else's; `null`: nothing. */
function saidBefore(text: string, start: number, before: () => string): boolean | null {
  const own = text.slice(Math.max(0, start - REACH), start);
  const said = saidIn(own);
  if (said !== null || own.length === REACH) return said;
  return saidIn(`${before().slice(own.length - REACH)} ${own}`);
}

function saidIn(words: string): boolean | null {
  if (words.trim() === '') return null;
  let said: boolean | null = null;
  LABELS.lastIndex = 0;
  for (let label = LABELS.exec(words); label !== null; label = LABELS.exec(words)) {
    const isMeeting = label[1] !== undefined;
    // What has its own number already, as in "Ticket 4711, 400 971 234", says nothing of this one.
    if (isMeeting || !/\d/.test(words.slice(label.index))) said = isMeeting;
  }
  return said;
}

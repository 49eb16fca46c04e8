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
  CANDIDATES.lastIndex = 0;
  let found = NONE;
  /** Where the address before ends: no other reaches back beyond it. */
  let free = 0;
  for (let place = CANDIDATES.exec(text); place !== null; place = CANDIDATES.exec(text)) {
    const [words] = place;
    const isNumber = words.charCodeAt(0) <= NINE;
    const mark = isNumber
      ? numberIn(text, words, place.index, before)
      : addressAt(text, place.index, free);
    if (mark === null) continue;
    if (found === NONE) found = [];
    // What was taken for a number is the name before an @.
    while ((found.at(-1)?.end ?? 0) > mark.start) found.pop();
    found.push(mark);
    if (isNumber) continue;
    free = mark.end;
    CANDIDATES.lastIndex = free;
  }
  return found;
}

const NONE: PageMark[] = [];
const SHORTEST = 9;
const NINE = '9'.charCodeAt(0);

/**
 * Either the digits of a number, with white space within a line or a dash between them, one at a
 * time; or the name that an address ends with. Asked of every text, so it is one search for both.
 */
const CANDIDATES = /\d(?:[ \u00a0\u2009\u202f\u2010\u2011-]?\d){8,}|webex\.com/gi;

/** More than a host name or the name before an @ may have. */
const LONGEST_NAME = 253;
const LONGEST_LINK = 2_048;

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

/** How Webex and we write session keys, and hardly anybody writes something else: with blanks. */
const SPOKEN =
  /^(?:\d{3}[^\d\u2010\u2011-]\d{3}[^\d\u2010\u2011-]\d{3}|\d{4}[^\d\u2010\u2011-]\d{3}[^\d\u2010\u2011-]\d{3,4}|\d{2}(?:[^\d\u2010\u2011-]\d{3}){3})$/;
/** Written together, or as a phone number might be: then it has to be said what it is. */
const POSSIBLE =
  /^(?!0)(?:\d{9,11}|\d{3}\D(?:\d{3}\D\d{3,4}|\d{4}\D\d{4}|\d{6}|\d{2}\D\d{4})|\d{4}\D(?:\d{3}\D\d{2,4}|\d{5})|\d{2}(?:\D\d{3}){3}|\d{5}\D\d{4,6})$/;
/** Three groups of three beside a date or a count are a session key all the same. */
const SPOKEN_BESIDE =
  /^((?:\d{1,2}|\d{4,})\D)?([1-9]\d\d[^\d\u2010\u2011-]\d{3}[^\d\u2010\u2011-]\d{3})(?:\D(?:\d{1,2}|\d{4,}))?$/;

/** Three groups of three, and one digit more. */
const SHORTEST_BESIDE = 13;

/** A run of digits as a session key, whole or without a number that stands before or after it. */
function numberIn(text: string, run: string, start: number, before: () => string): PageMark | null {
  if (text[start - 1] === '+') return null;
  if (isWholeKey(text, run, start, before)) return keyAt(run, start);
  const beside = run.length < SHORTEST_BESIDE ? null : SPOKEN_BESIDE.exec(run);
  const [odd = '', spoken = run] = beside?.slice(1) ?? [];
  return spoken === run ? null : keyAt(spoken, start + odd.length);
}

function isWholeKey(text: string, run: string, start: number, before: () => string): boolean {
  if (!POSSIBLE.test(run)) return false;
  if (touches(text, start, start + run.length)) return false;
  return saidBefore(text, start, before) ?? SPOKEN.test(run);
}

function keyAt(text: string, start: number): PageMark {
  const sessionKey = text.replace(/\D/g, '');
  return { start, end: start + text.length, kind: 'session-key', text, sessionKey };
}

const TOUCHING_BEFORE = /[\w+/\\=@#&$€£%~^-]$|[:.,]$/;
const TOUCHING_AFTER = /^(?:[\w@%€$£/\\=-]|[.,:]\d)/;

/** Whether it is a part of something longer: a phone number with its country, a price, an address. */
function touches(text: string, start: number, end: number): boolean {
  if (isApart(text, start, end)) return false;
  const head = text.slice(Math.max(0, start - 3), start);
  if (/\d[:.,]$|[+]\d? ?$/.test(head)) return true;
  if (TOUCHING_BEFORE.test(head) && !/[:.,]$/.test(head)) return true;
  return TOUCHING_AFTER.test(text.slice(end, end + 2));
}

/** Most numbers stand between blanks, or alone. */
function isApart(text: string, start: number, end: number): boolean {
  const [before, after] = [text[start - 1], text[end]];
  const plus = text[start - 2] === '+' || text[start - 3] === '+';
  return (
    (before === undefined || (before === ' ' && !plus)) && (after === undefined || after === ' ')
  );
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

/** A column says the same before each of its numbers, so the last answer often is the next one. */
let last: { words: string; said: boolean | null } = { words: '', said: null };

function saidIn(words: string): boolean | null {
  if (words !== last.words) last = { words, said: labelIn(words) };
  return last.said;
}

function labelIn(words: string): boolean | null {
  let said: boolean | null = null;
  LABELS.lastIndex = 0;
  for (let label = LABELS.exec(words); label !== null; label = LABELS.exec(words)) {
    const isMeeting = label[1] !== undefined;
    // What has its own number already, as in "Ticket 4711, 400 971 234", says nothing of this one.
    if (isMeeting || !/\d/.test(words.slice(label.index))) said = isMeeting;
  }
  return said;
}

import { type BulkKind, MOST_IN_BULK } from '../../../domain/bulk.ts';
import { MOST_NUMBERS } from '../../../domain/recognition/digits.ts';
import { type Reading, recognise } from '../../../domain/recognition/recognise.ts';

/** A line that holds nothing to look up, or something that is broken beside what can be. */
export interface OddLine {
  number: number;
  text: string;
  problem: Problem;
  /** Whether something else of it is looked up. */
  partly: boolean;
}

type Problem = NonNullable<Reading['problem']>['problem'];

/** What a text holds for a bulk look-up. */
export interface BulkInput {
  /** Each once, in the order of the text. */
  keys: { [K in BulkKind]: string[] };
  /** How often something came that had come before. */
  repeated: number;
  odd: OddLine[];
  /** More than can be looked up in one go. */
  tooMany: boolean;
}

/** What stands between the cells of a table. */
const CELLS = /[,;\t|]/;
const NOTHING_KNOWN = { credentials: [], recent: [] };

/** Reads session keys and emails: one on each line, several on one, or the cells of a table. */
export function readBulk(text: string): BulkInput {
  const found = { meetings: new Set<string>(), sites: new Set<string>() };
  const odd: OddLine[] = [];
  let repeated = 0;
  const put = (kind: BulkKind, key: string) => {
    if (found[kind].has(key)) repeated += 1;
    found[kind].add(key);
  };
  text.split(/\r\n|\r|\n/).forEach((line, place) => {
    if (line.trim() === '') return;
    const { meetings, sites, problem } = readLine(line);
    for (const key of meetings) put('meetings', key);
    for (const key of sites) put('sites', key);
    if (!problem) return;
    const partly = meetings.length + sites.length > 0;
    odd.push({ number: place + 1, text: line.trim().slice(0, 80), problem, partly });
  });
  const keys = { meetings: [...found.meetings], sites: [...found.sites] };
  const tooMany = Math.max(keys.meetings.length, keys.sites.length) > MOST_IN_BULK;
  return { keys, repeated, odd: withoutHeader(odd, text), tooMany };
}

function readLine(line: string) {
  const whole = piecesOf(line);
  if (!CELLS.test(line)) return whole;
  const cells = line.split(CELLS).map((cell) => piecesOf(cell.trim().replace(/^"|"$/g, '')));
  if (countOf(whole) === 1) return { ...whole, problem: brokenIn(cells) };
  const meetings = cells.flatMap((cell) => cell.meetings);
  const sites = cells.flatMap((cell) => cell.sites);
  const isOdd = meetings.length + sites.length === 0;
  return { meetings, sites, problem: isOdd ? whole.problem : brokenIn(cells) };
}

/** What is nearly a session key or an email. */
const BROKEN: readonly Problem[] = [
  ...(['too-short', 'too-long', 'leading-zero', 'letters'] as const),
  ...(['email-without-domain', 'email-malformed'] as const),
];
/** With fewer digits than these it is some other number: of a row, a room, a year. */
const LEAST_DIGITS = 7;

/** What is broken in a list; a table has other columns, and whatever numbers are in them. */
function brokenIn(cells: readonly Pieces[]): Problem | null {
  const odd = cells.flatMap(({ problem, digits }) =>
    problem === null || problem === 'empty' ? [] : [{ problem, digits }],
  );
  const isList = odd.every(
    ({ problem, digits }) =>
      BROKEN.includes(problem) && (problem.startsWith('email') || digits >= LEAST_DIGITS),
  );
  return isList ? (odd[0]?.problem ?? null) : null;
}

function countOf({ meetings, sites }: Pieces): number {
  return meetings.length + sites.length;
}

function piecesOf(text: string): Pieces {
  const read = readPiece(text);
  if (countOf(read) < MOST_NUMBERS) return read;
  // So many may not be all of them: word by word there is no end to them.
  const all = [read, ...text.split(/\s+/).map(readPiece)];
  return {
    meetings: [...new Set(all.flatMap((each) => each.meetings))],
    sites: [...new Set(all.flatMap((each) => each.sites))],
    problem: null,
    digits: 0,
  };
}

interface Pieces {
  meetings: string[];
  sites: string[];
  problem: Problem | null;
  /** How many were counted, where there is a problem. */
  digits: number;
}

function readPiece(text: string): Pieces {
  const { candidates, problem } = recognise(text, NOTHING_KNOWN, Number.POSITIVE_INFINITY);
  const meetings = candidates.flatMap((each) =>
    each.kind === 'session-key' ? [each.sessionKey] : [],
  );
  // One person, however somebody spelled the address.
  const sites = candidates.flatMap((each) =>
    each.kind === 'email' ? [each.email.toLowerCase()] : [],
  );
  const isOdd = meetings.length + sites.length === 0;
  const why = isOdd ? (problem?.problem ?? 'unknown') : null;
  return { meetings, sites, problem: why, digits: problem?.digits ?? 0 };
}

/** The first line of a table names its columns. */
function withoutHeader(odd: OddLine[], text: string): OddLine[] {
  const [first] = odd;
  const isHeader = first?.number === 1 && CELLS.test(first.text) && !/\d{3}/.test(first.text);
  return isHeader && text.trim().includes('\n') ? odd.slice(1) : odd;
}

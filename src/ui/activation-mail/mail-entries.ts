import type { LabelReader } from './mail-labels.ts';
import { isLabel, type Piece, piecesOf } from './mail-pieces.ts';
import { LOOSE_SHAPES, type MailValue, type Shape } from './mail-shapes.ts';

/** A label of a mail with the value that belongs to it; `null` where none can be read. */
export interface Entry {
  target: string;
  read: MailValue | null;
}

/** What the labels and values of a system's mails are read by. */
export interface MailReaders {
  targetOf: LabelReader;
  shapeOf: (target: string) => Shape | undefined;
}

interface Mail extends MailReaders {
  texts: readonly string[];
  pieces: readonly (readonly Piece[])[];
}

/** No secret is wrapped over more lines. */
const MOST_LINES = 60;
/** A table with more columns is none of a mail. */
const MOST_COLUMNS = 20;
/** How many empty lines may stand between a label and its value. */
const MOST_EMPTY = 2;

/** The labels of a mail in their order, each with its value. */
export function entriesIn(texts: readonly string[], readers: MailReaders): Entry[] {
  const pieces = texts.map((text) => piecesOf(text, readers.targetOf));
  const mail: Mail = { ...readers, texts, pieces };
  const entries: Entry[] = [];
  for (let at = 0; at < pieces.length; ) {
    const { targets, end } = labelRun(mail, at);
    const found = targets.length > 1 ? runEntries(mail, targets, end) : lineEntries(mail, at);
    for (const entry of found) entries.push(entry);
    at = targets.length > 1 ? end : at + 1;
  }
  return entries;
}

/** The labels of a line with what stands beside each; what stands below goes with the last. */
function lineEntries(mail: Mail, at: number): Entry[] {
  const pieces = mail.pieces[at] ?? [];
  return pieces.flatMap((piece, place) => {
    if (!isLabel(piece)) return [];
    const end = pieces.findIndex((each, later) => later > place && isLabel(each));
    const beside = textsOf(pieces.slice(place + 1, end < 0 ? undefined : end));
    return [entryOf(mail, piece.target, beside, end < 0 ? at + 1 : null)];
  });
}

/** `below`: the first line below it; `null` where nothing below belongs to it. */
function entryOf(mail: Mail, target: string, beside: string, below: number | null): Entry {
  const { texts, targetOf, shapeOf } = mail;
  const read = shapeOf(target)?.({
    beside,
    text: beside === '' && below !== null ? textAt(mail, below) : beside,
    below: below === null ? [] : texts.slice(below, below + MOST_LINES),
    isEnd: (line) => piecesOf(line, targetOf).some(isLabel),
  });
  return { target, read: read ?? null };
}

function textsOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (isLabel(piece) ? '' : piece.text)).join(' ');
}

/** The text of the next line that has any, if it is no label and not far away. */
function textAt({ pieces }: Mail, from: number): string {
  const filled = pieces.slice(from, from + MOST_EMPTY + 1).find((line) => line.length > 0) ?? [];
  return filled.some(isLabel) ? '' : textsOf(filled);
}

/** Labels without a text between them: the head of a table, or its first column. */
function labelRun({ pieces }: Mail, at: number): { targets: string[]; end: number } {
  const targets: string[] = [];
  let end = at;
  for (let next = at; next < pieces.length && next - end <= MOST_EMPTY; next += 1) {
    const line = pieces[next] ?? [];
    if (line.length === 0) continue;
    if (!line.every(isLabel)) break;
    targets.push(...line.filter(isLabel).map(({ target }) => target));
    end = next + 1;
  }
  return { targets, end };
}

/**
 * The values of a run of labels, which follow in the same order. Where one does not have the shape
 * that it must have, none is read by its place, but the last by its shape alone.
 */
function runEntries(mail: Mail, targets: readonly string[], end: number): Entry[] {
  if (targets.length > MOST_COLUMNS) return [];
  const texts = textsAfter(mail, end, targets.length);
  const byPlace = targets.map((target, place) => entryOf(mail, target, texts[place] ?? '', null));
  if (byPlace.every(({ read }) => read?.doubt === null)) return byPlace;
  const last = targets.at(-1) ?? '';
  const below = entryOf(mail, last, '', end);
  const shape = mail.shapeOf(last);
  const loose = shape === undefined || LOOSE_SHAPES.has(shape);
  const sure = !loose && below.read?.doubt === null ? below.read : null;
  return targets.map((target, place) => ({
    target,
    read: place === targets.length - 1 ? sure : null,
  }));
}

/** The next texts, each a cell or a line; fewer where a label comes before. */
function textsAfter({ pieces }: Mail, from: number, count: number): string[] {
  const texts: string[] = [];
  for (const piece of pieces.slice(from, from + MOST_LINES).flat()) {
    if (isLabel(piece) || texts.length === count) break;
    texts.push(piece.text);
  }
  return texts;
}

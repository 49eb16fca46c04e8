import type { LabelReader } from './mail-labels.ts';

/** A label, or a text that is none. A line is a row of them. */
export type Piece = { target: string } | { text: string };

/** How many words of a label can stand in the middle of a line, and how long they are together. */
const MOST_INLINE_WORDS = 4;
const LONGEST_INLINE = 48;
/** What the cells of a table are parted by once it is made flat. */
const CELLS = /\t+|[ ]{2,}|[ ]?\|[ ]?/;

export function isLabel(piece: Piece | undefined): piece is { target: string } {
  return piece !== undefined && 'target' in piece;
}

/** The labels and texts of a line: "Name: John" is a label and a text. */
export function piecesOf(line: string, targetOf: LabelReader): Piece[] {
  return line.split(CELLS).flatMap((cell) => piecesOfCell(cell.trim(), targetOf));
}

function piecesOfCell(cell: string, targetOf: LabelReader): Piece[] {
  if (cell === '') return [];
  const bare = cell.replace(/[\s:=]+$/, '');
  // With a sign inside it is a label and its value: "Secret key: ES" is no plural.
  const whole =
    bare.length > LONGEST_INLINE || /[:=].*[\p{L}\d]/u.test(bare) ? null : targetOf(bare);
  if (whole !== null) return [{ target: whole }];
  const sign = /[:=]|[ ][-–—][ ]/.exec(cell);
  const target = sign === null ? null : targetOf(cell.slice(0, sign.index));
  if (sign === null || target === null) return [{ text: cell }];
  return [{ target }, ...piecesAfter(cell.slice(sign.index + sign[0].length), targetOf)];
}

/** What comes after a label: its value, and perhaps more labels where a table became one line. */
function piecesAfter(rest: string, targetOf: LabelReader): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index } of rest.matchAll(/[:=]/g)) {
    const inline = inlineLabel(rest.slice(Math.max(from, index - LONGEST_INLINE), index), targetOf);
    if (inline === null) continue;
    pieces.push(...textPieces(rest.slice(from, index - inline.length)), { target: inline.target });
    from = index + 1;
  }
  return [...pieces, ...textPieces(rest.slice(from))];
}

/** The longest label that a text ends with, and how long it is. */
function inlineLabel(text: string, targetOf: LabelReader) {
  const starts = [...text.matchAll(/(?<=[\s;,])\S+/g)].slice(-MOST_INLINE_WORDS);
  for (const { index } of starts) {
    const target = targetOf(text.slice(index).trim());
    if (target !== null) return { target, length: text.length - index };
  }
  return null;
}

function textPieces(text: string): Piece[] {
  const bare = text.trim().replace(/^[*_]+\s+/, '');
  return bare === '' ? [] : [{ text: bare }];
}

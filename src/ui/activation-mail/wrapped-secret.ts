/** A secret that a mail wrapped over lines, put together. */
export interface WrappedSecret {
  value: string;
  /** Whether something below it may belong to it, or may not. */
  unsureEnd: boolean;
}

/** Upper-case letters and digits alone, as Webex makes them. */
const UPPER = /^[A-Z\d]+$/;
/** What other secrets are made of. */
const ANY = /^[\w+/-]+$/;
/** A word, a name or a number: what may stand below a key and be no part of it. */
const WORD = /^(?:\p{L}{1,16}|\d{1,16})$/u;
/** A piece of this length with letters and digits in it is a piece of a key, whatever stands around it. */
const SURE_PIECE = 20;

/** So many lines of one width are no chance. */
const FEWEST_FULL = 3;
/** How many empty lines may stand between its label and its first line. */
const MOST_EMPTY = 2;
/** As long as a key is at least, mostly: what comes after so much need not be part of it. */
const USUAL_KEY = 300;

/**
 * The secret that begins with `first` (what stands beside its label; '' when it begins below) and
 * goes on in the lines below. It ends at an empty line, at a line that is more than one piece of a
 * key, and at a label (`isEnd`). Whatever stands right below could be a word of a signature, in
 * capitals: the widths of the lines tell where they can, and else the end is unsure.
 * `null` where nothing like a key stands there.
 */
export function wrappedSecret(
  first: string,
  below: readonly string[],
  isEnd: (line: string) => boolean,
): WrappedSecret | null {
  const begun = first === '' ? null : pieceOf(first, ANY);
  if (first !== '' && begun === null) return null;
  const at = below.slice(0, MOST_EMPTY + 1).findIndex((line) => line !== '');
  const start = begun ?? pieceOf(below[at] ?? '', ANY);
  if (start === null || (begun === null && isEnd(below[at] ?? ''))) return null;
  const alphabet = UPPER.test(start) ? UPPER : ANY;
  const rest = below.slice(begun === null ? at + 1 : 0);
  const { pieces, loose } = goingOn(piecesBelow(rest, { alphabet, isEnd }), { alphabet, isEnd });
  return joined([start, ...pieces], { loose, besideLabel: begun !== null });
}

interface Rules {
  alphabet: RegExp;
  isEnd: (line: string) => boolean;
}

/** A line that may go on with it, and whether an empty one stands before it. */
interface Below {
  piece: string;
  gap: boolean;
}

function piecesBelow(lines: readonly string[], { alphabet, isEnd }: Rules): Below[] {
  const below: Below[] = [];
  let gap = false;
  for (const line of lines) {
    const piece = line === '' || isEnd(line) ? null : pieceOf(line, alphabet);
    if (piece === null && (gap || line !== '')) break;
    if (piece !== null) below.push({ piece, gap });
    gap = piece === null;
  }
  return below;
}

/**
 * The lines that go on with it: those right below, or, where every line of a mail came with an empty
 * one, those that keep to it. `loose`: something stands after them that may belong to it, too.
 */
function goingOn(below: readonly Below[], { alphabet }: Rules) {
  const first = below[0];
  const spaced = first?.gap === true && alphabet === UPPER && isSurePiece(first.piece);
  const end = below.findIndex(({ gap }) => gap !== spaced);
  const rest = end < 0 ? undefined : below[end];
  const kept = end < 0 ? below : below.slice(0, end);
  const loose = rest !== undefined && (spaced || isMixed(rest.piece));
  return { pieces: kept.map(({ piece }) => piece), loose };
}

function isMixed(piece: string): boolean {
  return /\d/.test(piece) && /\p{L}/u.test(piece);
}

function isSurePiece(piece: string): boolean {
  return piece.length >= SURE_PIECE && isMixed(piece);
}

/** The piece of a key that a line is, without blanks; `null` for a line that is something else. */
function pieceOf(line: string, alphabet: RegExp): string | null {
  const tokens = unwrapped(line).split(/[ \t|]+/);
  const bare = tokens.map((token) => token.replace(/=$/, '')).filter((token) => token !== '');
  if (bare.length === 0 || !bare.every((token) => alphabet.test(token))) return null;
  // Several words in a line are a sentence, or a name.
  const words = bare.length > 1 && bare.some((token) => WORD.test(token));
  return words ? null : bare.join('');
}

/** Without quotes, brackets and stars around it. */
function unwrapped(line: string): string {
  return line.replace(/^["'“”„‘’`*_<([]{1,3}/, '').replace(/["'“”‘’`*_>)\],;]{1,3}$/, '');
}

interface Around {
  loose: boolean;
  besideLabel: boolean;
}

/** What the widths of the lines say of the words at its end. */
function joined(pieces: readonly string[], { loose, besideLabel }: Around): WrappedSecret {
  const whole = { value: pieces.join(''), unsureEnd: loose };
  const words = wordsAtEnd(pieces);
  if (words === 0) {
    const outlived = goesOnAfterTail(besideLabel ? pieces.slice(1) : pieces);
    return { ...whole, unsureEnd: loose || outlived };
  }
  const body = pieces.slice(0, -words);
  // A first line beside its label is shorter than the others, or as long.
  const full = besideLabel ? body.slice(1) : body;
  const width = Math.max(...full.map(({ length }) => length));
  const allFull = full.every(({ length }) => length === width);
  const last = pieces.at(-1) ?? '';
  if (words === 1 && allFull && full.length > 1 && last.length <= width) {
    return { ...whole, unsureEnd: loose || body.join('').length >= USUAL_KEY };
  }
  const beforeTail = full.slice(0, -1);
  const tailed = (full.at(-1)?.length ?? 0) < width;
  const isEnded =
    tailed && beforeTail.length > 1 && beforeTail.every(({ length }) => length === width);
  if (isEnded) return { value: body.join(''), unsureEnd: false };
  return { ...whole, unsureEnd: true };
}

/** Lines of one width, a shorter one, which is the last of a key, and yet something after it. */
function goesOnAfterTail(lines: readonly string[]): boolean {
  const width = lines[0]?.length ?? 0;
  const tail = lines.findIndex(({ length }) => length !== width);
  const within = lines.every(({ length }) => length <= width);
  return within && tail >= FEWEST_FULL && tail < lines.length - 1;
}

/** How many of its last lines could be something else; the first is always its own. */
function wordsAtEnd(pieces: readonly string[]): number {
  let count = 0;
  while (count < pieces.length - 1 && WORD.test(pieces.at(-1 - count) ?? '')) count += 1;
  return count;
}

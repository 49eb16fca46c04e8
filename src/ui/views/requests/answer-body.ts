import { JsonNumber, type LosslessValue, parseLossless } from '../../../domain/lossless-json.ts';

/** An answer's JSON as a value; `undefined` where it is none. */
export function jsonValueIn(text: string): LosslessValue | undefined {
  if (!/^\s*[{["\d\-tfn]/.test(text)) return undefined;
  try {
    return parseLossless(text);
  } catch {
    return undefined;
  }
}

/** A value as JSON text over several lines, every number with the digits it came with. */
export function prettyText(value: LosslessValue, indent = ''): string {
  const children = childrenOf(value);
  if (children.length === 0) return leafText(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const lines = children.map(([name, child]) => {
    const label = isList ? '' : `${JSON.stringify(name)}: `;
    return `${deeper}${label}${prettyText(child, deeper)}`;
  });
  const [opening, closing] = isList ? '[]' : '{}';
  return `${opening}\n${lines.join(',\n')}\n${indent}${closing}`;
}

/** What lies in a value, by name or place; nothing in what has no parts. */
export function childrenOf(value: LosslessValue): [string, LosslessValue][] {
  return isBranch(value) ? Object.entries(value) : [];
}

export function isBranch(
  value: LosslessValue,
): value is LosslessValue[] | { [name: string]: LosslessValue } {
  return typeof value === 'object' && value !== null && !(value instanceof JsonNumber);
}

/** A value without parts as JSON has it. */
export function leafText(value: LosslessValue): string {
  if (value instanceof JsonNumber) return value.digits;
  if (isBranch(value)) return Array.isArray(value) ? '[]' : '{}';
  return JSON.stringify(value);
}

/** The beginning of a text that is too long to be laid out, and how long it is. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}… ${text.length.toLocaleString('en')} characters`;
}

/** So much of a value is shown where it was found (in characters). */
const LONGEST_HIT = 300;

/** Something in an answer that has the searched text in its name or value. */
export interface Hit {
  /** "entries.0.id" */
  path: string;
  words: string;
}

/** Where a text occurs, whatever its case: the first so many, and how many there are. */
export function search(value: LosslessValue, text: string, most: number) {
  const wanted = text.toLowerCase();
  const hits: Hit[] = [];
  let count = 0;
  for (const part of partsOf(value)) {
    const words = isBranch(part.value) ? '' : leafText(part.value);
    if (!part.name.toLowerCase().includes(wanted) && !words.toLowerCase().includes(wanted))
      continue;
    count += 1;
    if (count > most) continue;
    const found = words === '' ? sizeWordsOf(part.value) : shortened(words, LONGEST_HIT);
    hits.push({ path: part.path, words: found });
  }
  return { hits, count };
}

interface Place {
  path: string;
  /** Its own, of a member; '' in a list. */
  name: string;
  value: LosslessValue;
}

/** A value and everything in it, in the order of the text. Does not call itself, so no depth is too much. */
function* partsOf(whole: LosslessValue): Generator<Place> {
  const waiting: Place[] = [{ path: '', name: '', value: whole }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const { path, value } = next;
    const isList = Array.isArray(value);
    // The last that waits is looked at first.
    for (const [key, child] of childrenOf(value).reverse()) {
      const below = path === '' ? key : `${path}.${key}`;
      waiting.push({ path: below, name: isList ? '' : key, value: child });
    }
  }
}

/** How much of a closed value is told (in characters). */
const LONGEST_GLIMPSE = 80;

/** By what a closed value is told from its neighbours: its first values, or how much is in it. */
export function glimpseOf(value: LosslessValue): string {
  const leaves = childrenOf(value).filter(([, child]) => !isBranch(child));
  const text = leaves
    .slice(0, 3)
    .map(([, child]) => leafText(child))
    .join(', ');
  if (text === '') return sizeWordsOf(value);
  return text.length > LONGEST_GLIMPSE ? `${text.slice(0, LONGEST_GLIMPSE)}…` : text;
}

/** "3 items", "1 member" */
export function sizeWordsOf(value: LosslessValue): string {
  const count = childrenOf(value).length;
  const word = Array.isArray(value) ? 'item' : 'member';
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}

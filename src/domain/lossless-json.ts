import { LosslessNumber, parse } from 'lossless-json';

/** A JSON value whose numbers are kept as the digits that were sent. */
export type LosslessValue =
  | string
  | boolean
  | null
  | JsonNumber
  | LosslessValue[]
  | { [name: string]: LosslessValue };

/** A number as its JSON text: `121120347236861135` stays what it was. */
export class JsonNumber {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

/** No system nests deeper than ten; whatever goes through a value calls itself once a level. */
const DEEPEST = 100;

/**
 * JSON text as a value, no digit lost; of a name that stands twice the last counts, as everywhere. Objects have no prototype, so `__proto__` is a name like any other.
 * @throws SyntaxError on text that is not JSON, RangeError on text nested too deep.
 */
export function parseLossless(text: string): LosslessValue {
  if (depthOf(text) > DEEPEST) throw new RangeError('nested too deep');
  return plain(parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue }));
}

function plain(value: unknown): LosslessValue {
  if (value instanceof LosslessNumber) return new JsonNumber(value.toString());
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') throw new SyntaxError('not a JSON value');
  const copy: { [name: string]: LosslessValue } = Object.create(null);
  for (const [name, child] of Object.entries(value)) copy[name] = plain(child);
  return copy;
}

/** How many brackets are open at once at most, whether or not the text is JSON. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) at += char === '\\' ? 1 : 0;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

import { parse } from 'lossless-json';
import { isDeeperThan } from './json-depth.ts';

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
 * `onDuplicate` is told each name that stands twice with different values.
 * @throws SyntaxError on text that is not JSON, RangeError on text nested too deep.
 */
export function parseLossless(
  text: string,
  onDuplicate: (name: string) => void = () => {},
): LosslessValue {
  if (isDeeperThan(DEEPEST, text)) throw new RangeError('nested too deep');
  const options = {
    parseNumber: (digits: string) => new JsonNumber(digits),
    onDuplicateKey: ({ key, newValue }: { key: string; newValue: unknown }) => {
      onDuplicate(key);
      return newValue;
    },
  };
  return plain(parse(text, undefined, options));
}

function plain(value: unknown): LosslessValue {
  if (value instanceof JsonNumber) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') throw new SyntaxError('not a JSON value');
  const copy: { [name: string]: LosslessValue } = Object.create(null);
  for (const [name, child] of Object.entries(value)) copy[name] = plain(child);
  return copy;
}

/** A value as JSON text on one line, every number with the digits it came with. */
export function writeLossless(value: LosslessValue): string {
  if (value instanceof JsonNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map(writeLossless).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value);
  return `{${members.map(([name, child]) => `${JSON.stringify(name)}:${writeLossless(child)}`).join(',')}}`;
}

import * as v from 'valibot';
import { Failure } from '../domain/failure.ts';
import { JsonNumber, type LosslessValue, parseLossless } from '../domain/lossless-json.ts';
import type { ExtraField } from '../domain/meeting.ts';

/**
 * Leaves of reply schemas. Systems send numbers as strings and flags as numbers, and leave out what
 * they do not tell; each leaf takes every spelling and gives one. Absent, null and "" become null.
 */
export const text = v.pipe(
  v.nullish(v.union([v.string(), v.instance(JsonNumber), v.boolean()]), null),
  v.transform((value) => {
    const shown = value instanceof JsonNumber ? value.digits : value === null ? '' : String(value);
    return shown.trim() === '' ? null : shown;
  }),
);

/** A number that is a name (phone, id): kept as the digits that were sent. */
export const digits = v.pipe(
  v.nullish(v.union([v.instance(JsonNumber), v.string()]), null),
  v.transform((value) => {
    const shown = (value instanceof JsonNumber ? value.digits : (value ?? '')).trim();
    return shown === '' ? null : shown;
  }),
);

/** A number to count with. */
export const count = v.pipe(
  digits,
  v.check((value) => value === null || /^-?\d{1,15}$/.test(value), 'not a whole number'),
  v.transform((value) => (value === null ? null : Number(value))),
);

const FLAGS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };

/** Yes or no, also as 1/0 and "true"/"false". */
export const flag = v.pipe(
  text,
  v.check((value) => value === null || Object.hasOwn(FLAGS, value.toLowerCase()), 'not yes or no'),
  v.transform((value) => (value === null ? null : (FLAGS[value.toLowerCase()] ?? null))),
);

/** A text that looks secret is told about, not told. */
export const hiddenPassword = v.pipe(
  v.nullish(v.union([v.string(), v.instance(JsonNumber)]), null),
  v.transform((value) => {
    if (value === null) return 'not-told' as const;
    return value === '' ? ('none' as const) : ('set' as const);
  }),
);

/** A JSON object with these fields and any others. valibot alone takes lists and numbers for objects too. */
export const fieldsOf = <E extends v.ObjectEntries>(entries: E) =>
  v.pipe(v.unknown(), v.check(isObject, 'not an object'), v.looseObject(entries));

/** A part of a reply that may be missing: then every field of it is. */
export const part = <E extends v.ObjectEntries>(entries: E) =>
  v.pipe(v.nullish(v.unknown(), {}), v.check(isObject, 'not an object'), v.looseObject(entries));

/** A reply's JSON as a value. @throws Failure `answer-empty`, `answer-cut-off`, `answer-not-json` */
export function parseReply(replyText: string, host: string): LosslessValue {
  const trimmed = replyText.trim();
  if (trimmed === '') throw new Failure('answer-empty', { host });
  try {
    return parseLossless(trimmed);
  } catch (error) {
    const looksCut =
      error instanceof SyntaxError && /^[{[]/.test(trimmed) && !/[}\]]$/.test(trimmed);
    throw new Failure(looksCut ? 'answer-cut-off' : 'answer-not-json', { host });
  }
}

/** A value read by a schema. @throws Failure `answer-shape` naming the field that is wrong */
export function readAs<S extends v.GenericSchema>(
  schema: S,
  value: LosslessValue,
  host: string,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new Failure('answer-shape', {
    host,
    field: v.getDotPath(parsed.issues[0]) ?? 'the answer',
  });
}

/** Names of secrets: passwords, codes and tokens, under whatever name a newer server has for them. */
const LOOKS_SECRET =
  /pass(word|code|phrase)|pwd|secret|token|auth|credential|access_?code|(host|private)_?key|(^|[._])(pw|pin)$/i;
/** An address that carries such a thing in its query. */
const CARRIES_SECRET = /[?&](pw|pwd|pass\w*|token|key|sig\w*|auth\w*|\w*code)=/i;

/** The fields that a schema has no name for, as flat rows; what looks secret keeps its value back. */
export function extraFields(schema: unknown, value: LosslessValue, path = ''): ExtraField[] {
  if (Array.isArray(value)) {
    const item = itemOf(schema);
    return value.flatMap((child, place) => extraFields(item, child, `${path}.${place}`));
  }
  if (!isObject(value)) return [];
  const known = entriesOf(schema) ?? {};
  return Object.entries(value).flatMap(([name, child]) => {
    const childPath = path === '' ? name : `${path}.${name}`;
    if (!Object.hasOwn(known, name)) return rows(childPath, child);
    return extraFields(known[name], child, childPath);
  });
}

function rows(path: string, value: LosslessValue): ExtraField[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item, place) => rows(`${path}.${place}`, item));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([name, child]) => rows(`${path}.${name}`, child));
  }
  const shown = leafText(value);
  const secret = LOOKS_SECRET.test(path) || CARRIES_SECRET.test(shown);
  return [{ name: path, value: secret && shown !== '' ? null : shown }];
}

function leafText(value: LosslessValue): string {
  if (value instanceof JsonNumber) return value.digits;
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isObject(value: unknown): value is { [name: string]: LosslessValue } {
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return plain && !(value instanceof JsonNumber);
}

/** The entries of an object schema, also within `nullish` and a pipe; `null` for anything else. */
function entriesOf(schema: unknown): Record<string, unknown> | null {
  if (typeof schema !== 'object' || schema === null) return null;
  if ('entries' in schema && typeof schema.entries === 'object' && schema.entries !== null) {
    return { ...schema.entries };
  }
  if ('pipe' in schema && Array.isArray(schema.pipe)) return entriesOf(schema.pipe.at(-1));
  return 'wrapped' in schema ? entriesOf(schema.wrapped) : null;
}

/** The schema of an array's items, also within `nullish`; `null` for anything else. */
function itemOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return null;
  if ('item' in schema) return schema.item;
  return 'wrapped' in schema ? itemOf(schema.wrapped) : null;
}

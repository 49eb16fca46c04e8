import { Failure } from './failure.ts';
import { JsonNumber, type LosslessValue, parseLossless, writeLossless } from './lossless-json.ts';
import type { Operation, OperationField } from './operation.ts';
import type { Method } from './url-rule.ts';

/** What a form says, by the fields' names; what is empty is not there. */
export type OperationValues = Readonly<Record<string, string>>;

/** A request as an operation makes it, without the proof. */
export interface OperationRequest {
  /** Which of the system's APIs; absent: its first, or its only one. */
  api?: string;
  method: Method;
  /** Absolute, below that API's base URL, with the query. */
  path: string;
  headers: Record<string, string>;
  /** JSON text; `null`: none. */
  body: string | null;
}

type JsonObject = { [name: string]: LosslessValue };

/** The fields of an operation's form in their order, also the one of the path that may come before its own. */
export function fieldsOf({ under, fields }: Operation): readonly OperationField[] {
  return under ? [under.field, ...fields] : fields;
}

/**
 * The request that an operation makes of what was typed.
 * @throws Failure `field-invalid` naming the field, as the API does
 */
export function requestOf(operation: Operation, values: OperationValues): OperationRequest {
  const { api, method } = operation;
  for (const field of fieldsOf(operation)) assertSendable(field, valueIn(field, values));
  const filled = fieldsOf(operation).filter((field) => valueIn(field, values) !== '');
  const body = bodyOf(operation, filled, values);
  return {
    ...(api === undefined ? {} : { api }),
    method,
    path: `${pathOf(operation, values)}${queryOf(operation, filled, values)}`,
    headers: headersOf(filled, values, body),
    body,
  };
}

/** What was typed for a field; only long texts and JSON keep the white space around them. */
export function valueIn(field: OperationField, values: OperationValues): string {
  const typed = Object.hasOwn(values, field.name) ? (values[field.name] ?? '') : '';
  return field.kind === 'long-text' ? typed : typed.trim();
}

/** Why a value cannot be sent, as the end of a sentence; `null`: it can. */
export function problemOf(field: OperationField, value: string): string | null {
  if (value === '') return field.required ? 'is missing' : null;
  // Half of a character cannot be written in UTF-8.
  if (!value.isWellFormed()) return 'has a character that cannot be sent';
  if (field.in === 'path' && /^\.{1,2}$/.test(value)) return 'must not be “.” or “..”';
  if (isHeaders(field)) return problemOfHeaders(field, value);
  if (field.encoding === 'as-written' && /^\w+:\/\//.test(value)) {
    return 'must begin with “/”: the host is the key’s own';
  }
  if (field.in === 'header' && /[\r\n]/.test(value)) return 'must be one line';
  return (PROBLEMS[field.kind] ?? NO_PROBLEM)(value, field) ?? problemOfSize(field, value);
}

/** A field for headers of the person's own: "*", or the beginning of their names ("verint-*"). */
function isHeaders({ in: part, name }: OperationField): boolean {
  return part === 'header' && name.endsWith('*');
}

function problemOfHeaders({ name }: OperationField, value: string): string | null {
  const beginning = name.slice(0, -1).toLowerCase();
  const isOne = ([header, text]: readonly [string, string]) =>
    /^[\w-]+$/.test(header) && header.toLowerCase().startsWith(beginning) && text !== '';
  const whole = headersIn(value).every(isOne);
  return whole ? null : `must be lines as in “${beginning}name: value”`;
}

function headersIn(value: string): (readonly [string, string])[] {
  return linesOf(value).map((line) => {
    const [name = '', ...rest] = line.split(':');
    return [name.trim(), rest.join(':').trim()];
  });
}

const NO_PROBLEM = () => null;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** JSON's own way to write a number. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

const PROBLEMS: Partial<
  Record<OperationField['kind'], (value: string, field: OperationField) => string | null>
> = {
  number: (value) => (NUMBER.test(value) ? null : 'must be a number'),
  date: (value) => (isDay(value) ? null : 'must be a date as in 2026-11-21'),
  'date-time': (value) =>
    /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : 'must be an instant as in 2026-11-21T09:30:00Z',
  switch: (value) => (value === 'yes' || value === 'no' ? null : 'must be yes or no'),
  choice: (value, { options = [] }) =>
    options.some((option) => option.value === value) ? null : 'must be one of the list',
  json: (value) => (jsonIn(value) === undefined ? 'must be JSON' : null),
};

/** Whether it is a day that there is: not the 30th of February. */
function isDay(text: string): boolean {
  const atMs = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

function problemOfSize({ kind, most }: OperationField, value: string): string | null {
  if (most === undefined) return null;
  if (kind === 'number') return Number(value) > most ? `must be at most ${most}` : null;
  return value.length > most ? `must be at most ${most} characters long` : null;
}

function assertSendable(field: OperationField, value: string): void {
  const problem = problemOf(field, value);
  const { name } = field;
  if (problem !== null) throw new Failure('field-invalid', { field: name, label: name, problem });
}

function pathOf({ path, under, fields }: Operation, values: OperationValues): string {
  const inOwn = withParts(path, fields, values);
  const above = under && valueIn(under.field, values) !== '';
  return above ? `${withParts(under.path, [under.field], values)}${inOwn}` : inOwn;
}

function withParts(path: string, fields: readonly OperationField[], values: OperationValues) {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const field = fields.find((each) => each.in === 'path' && each.name === name);
    const value = field ? valueIn(field, values) : '';
    if (value === '') {
      throw new Failure('field-invalid', { field: name, label: name, problem: 'is missing' });
    }
    return encodedPart(value, field?.encoding);
  });
}

/** Source: Zoom, "API architecture": ids that begin with "/" or hold "//" are encoded twice. */
function encodedPart(value: string, encoding: OperationField['encoding']): string {
  if (encoding === 'as-written') return value.startsWith('/') ? value : `/${value}`;
  const twice = encoding === 'twice-if-slashed' && /^\/|\/\//.test(value);
  const once = encodeURIComponent(value);
  return twice ? encodeURIComponent(once) : once;
}

function queryOf(
  { paging }: Operation,
  filled: readonly OperationField[],
  values: OperationValues,
): string {
  const query = new URLSearchParams();
  for (const field of filled.filter((each) => each.in === 'query')) {
    for (const text of textsOf(field, valueIn(field, values))) query.append(field.name, text);
  }
  const page = paging && values[paging.field];
  if (page && !query.has(paging.field)) query.append(paging.field, page);
  // A blank is "%20" for everybody; "+" is one only in forms.
  const text = query.toString().replaceAll('+', '%20');
  return text === '' ? '' : `?${text}`;
}

/** A value as it is written in a query or a header. */
function textsOf({ kind }: OperationField, value: string): string[] {
  if (kind === 'switch') return [value === 'yes' ? 'true' : 'false'];
  return kind === 'list' ? linesOf(value) : [value];
}

function headersOf(
  filled: readonly OperationField[],
  values: OperationValues,
  body: string | null,
): Record<string, string> {
  const own = filled.filter((each) => each.in === 'header');
  return {
    Accept: 'application/json',
    ...(body === null ? {} : { 'Content-Type': 'application/json' }),
    ...Object.fromEntries(own.flatMap((field) => headersOfField(field, valueIn(field, values)))),
  };
}

function headersOfField(field: OperationField, value: string): (readonly [string, string])[] {
  if (isHeaders(field)) return headersIn(value);
  return [[field.name, textsOf(field, value).join(', ')]];
}

/** An operation that has a body sends one even where nothing was filled in. */
function bodyOf(
  { fields }: Operation,
  filled: readonly OperationField[],
  values: OperationValues,
): string | null {
  if (!fields.some((field) => field.in === 'body')) return null;
  // What is wider comes first, so that "a.b" is put into what was typed for "a".
  const own = filled
    .filter((field) => field.in === 'body')
    .sort((one, other) => partsOf(one).length - partsOf(other).length);
  const body = own.reduce<LosslessValue>(
    (rest, field) => withPart(rest, partsOf(field), jsonOf(field, valueIn(field, values))),
    Object.create(null),
  );
  return writeLossless(body);
}

/** The way into the body that a field's name is; "*" is the body itself. */
function partsOf({ name }: OperationField): string[] {
  return name === '*' ? [] : name.split('.');
}

/** A value with another put in at a path; digits in the path are places in a list. */
function withPart(
  target: LosslessValue | undefined,
  [name, ...rest]: readonly string[],
  value: LosslessValue,
): LosslessValue {
  if (name === undefined) return value;
  if (/^\d+$/.test(name)) {
    const list = Array.isArray(target) ? [...target] : [];
    // Places that nothing was typed for close up: a list has no holes.
    const place = Math.min(Number(name), list.length);
    list[place] = withPart(list[place], rest, value);
    return list;
  }
  const copy: JsonObject = Object.assign(Object.create(null), isObject(target) ? target : {});
  copy[name] = withPart(copy[name], rest, value);
  return copy;
}

function isObject(value: LosslessValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonNumber)
  );
}

/** A value as the body has it. */
function jsonOf({ kind }: OperationField, value: string): LosslessValue {
  if (kind === 'number') return new JsonNumber(value);
  if (kind === 'switch') return value === 'yes';
  if (kind === 'list') return linesOf(value);
  return kind === 'json' ? (jsonIn(value) ?? null) : value;
}

/** `undefined` for text that is not JSON. */
function jsonIn(text: string): LosslessValue | undefined {
  try {
    return parseLossless(text);
  } catch {
    return undefined;
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

import { Failure } from '../../../domain/failure.ts';
import { parseLossless } from '../../../domain/lossless-json.ts';
import type { Operation, OperationField } from '../../../domain/operation.ts';
import { dateProblemIn, initialValues as initialOf } from '../../../domain/operation-dates.ts';
import {
  fieldsOf,
  type OperationRequest,
  type OperationValues,
  problemOf,
  requestOf,
  valueIn,
} from '../../../domain/operation-request.ts';
import { METHODS } from '../../../domain/url-rule.ts';

/** What is wrong with the values of a form, by the names of their fields: ends of sentences. */
export type Problems = Readonly<Record<string, string>>;

/** What a form makes: a request, or what keeps it from being one. */
export interface Written {
  request: OperationRequest | null;
  problems: Problems;
}

/** What a new form holds. */
export function initialValues(operation: Operation | null, nowMs: number): OperationValues {
  return operation === null ? { method: 'GET', path: '/' } : initialOf(operation, nowMs);
}

/** The request of an operation, or of the form that is written freely (`null`). */
export function write(operation: Operation | null, values: OperationValues): Written {
  const problems = operation === null ? freeProblems(values) : problemsIn(operation, values);
  if (Object.keys(problems).length > 0) return { request: null, problems };
  if (operation === null) return { request: freeRequest(values), problems };
  try {
    return { request: requestOf(operation, values), problems };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'field-invalid') throw error;
    const { field, problem } = factsOf(error);
    return { request: null, problems: { [field]: problem } };
  }
}

function factsOf({ facts }: Failure): { field: string; problem: string } {
  const field = 'field' in facts ? String(facts.field) : '';
  return { field, problem: 'problem' in facts ? String(facts.problem) : 'cannot be sent' };
}

function problemsIn(operation: Operation, values: OperationValues): Problems {
  const found = fieldsOf(operation).flatMap((field) => {
    const value = valueIn(field, values);
    const problem = problemOf(field, value) ?? headerProblem(field, value);
    return problem === null ? [] : [[field.name, problem] as const];
  });
  const dates = dateProblemIn(operation, values, Date.now());
  return { ...(dates && { [dates.field]: dates.problem }), ...Object.fromEntries(found) };
}

function headerProblem(field: OperationField, value: string): string | null {
  if (field.in !== 'header' || field.kind === 'list' || HEADER_VALUE.test(value)) return null;
  return 'has a character that a header cannot hold';
}

const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const HEADER = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

function freeProblems({ path = '', headers = '' }: OperationValues): Problems {
  const wrong = linesOf(headers).findIndex((line) => !HEADER.test(line));
  return {
    ...(path.startsWith('/') ? {} : { path: 'must begin with “/”: the host is the key’s own' }),
    ...(wrong < 0 ? {} : { headers: `needs a name, a colon and a value in line ${wrong + 1}` }),
  };
}

function freeRequest(values: OperationValues): OperationRequest {
  const { api, path = '', headers = '', body = '' } = values;
  const method = METHODS.find((each) => each === values['method']) ?? 'GET';
  const own = linesOf(headers).flatMap((line) => {
    const [, name, value = ''] = HEADER.exec(line) ?? [];
    return name === undefined ? [] : [[name, value.trim()] as const];
  });
  const hasBody = method !== 'GET' && body.trim() !== '';
  const typed = own.some(([name]) => name.toLowerCase() === 'content-type');
  const json = hasBody && !typed && jsonProblem(body) === null;
  return {
    ...(api ? { api } : {}),
    method,
    path: path.trim(),
    headers: {
      ...(json ? { 'Content-Type': 'application/json' } : {}),
      ...Object.fromEntries(own),
    },
    body: hasBody ? body : null,
  };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** What is wrong with a text as JSON, as the end of a sentence; `null`: nothing. */
export function jsonProblem(text: string): string | null {
  try {
    parseLossless(text);
    return null;
  } catch (error) {
    const [, place] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
    if (place === undefined) return 'is not JSON';
    const line = text.slice(0, Number(place)).split('\n').length;
    return `is not JSON: look at line ${line}`;
  }
}

/** What stands on screen for something secret. */
const MASK = '•••';

/** A body as it may be seen, and an address as it may be. */
interface Seen {
  body: string | null;
  hide(url: string): string;
}

/** Takes out of a request what was typed into fields that are secret. */
export function withoutTypedSecrets(
  operation: Operation | null,
  values: OperationValues,
  { body }: Pick<OperationRequest, 'body'>,
): Seen {
  const fields = operation === null ? [] : fieldsOf(operation);
  const secret = fields.filter((field) => field.secret && valueIn(field, values) !== '');
  if (operation === null || secret.length === 0) return { body, hide: (url) => url };
  const masked = Object.fromEntries(secret.map(({ name }) => [name, MASK]));
  const asked = secret.filter((field) => field.in === 'query');
  return {
    body: body === null ? null : requestOf(operation, { ...values, ...masked }).body,
    hide: (url) =>
      asked.reduce((rest, { name }) => rest.replace(queryValue(name), `$1${MASK}`), url),
  };
}

/** A header as it may be seen that somebody wrote. */
export function withoutSecretHeader({ name, value }: { name: string; value: string }) {
  return { name, value: SECRET_LINE.test(`${name}:`) ? MASK : value };
}

/** The value of a part of a query; in front of it stands its name. */
function queryValue(name: string): RegExp {
  return new RegExp(`([?&]${encodeURIComponent(name)}=)[^&#]*`, 'g');
}

/** A header or a part of a query that is likely to carry a secret. */
const SECRET_LINE = /^[^:]*(auth|key|secret|token|pass|signature)[^:]*:/i;

/** A part of a query, or a member of JSON, whose name says the same of its value. */
const SECRET_MEMBER =
  /(^|["'?&;,{\s])[\w.-]*(pass(word|code|phrase)|pwd|secret|token|api_?key|signature)[\w.-]*["']?\s*[:=]/i;

/** The values that the history may keep. */
export function memorable(operation: Operation | null, values: OperationValues) {
  const fields = operation === null ? [] : fieldsOf(operation);
  const secret = new Set(fields.flatMap((each) => (each.secret ? [each.name] : [])));
  const page = operation?.paging?.field;
  const kept = Object.entries(values).flatMap(([name, value]) => {
    if (secret.has(name) || name === page) return [];
    const open = openPartOf(name, value);
    return open === '' && value !== '' ? [] : [[name, open] as const];
  });
  return Object.fromEntries(kept);
}

/** What may be kept of a value: of headers and paths what is open, of anything else all or nothing. */
function openPartOf(name: string, value: string): string {
  if (name === 'headers') {
    return value
      .split('\n')
      .filter((line) => !SECRET_LINE.test(line))
      .join('\n');
  }
  if (!SECRET_MEMBER.test(value)) return value;
  return value.startsWith('/') ? (value.split('?')[0] ?? '') : '';
}

/** Whether it may change something at the system, so that somebody should be asked before. */
export function changesSomething(operation: Operation | null, { method }: OperationRequest) {
  return operation === null ? method !== 'GET' : operation.changes === true;
}

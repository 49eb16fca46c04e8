import type { CredentialFields } from './credential.ts';
import type { Method } from './url-rule.ts';

/** Something that a system can be asked: data, of which a form is drawn and a request is written. */
export interface Operation {
  /** Its own within the system: "sessions.list". */
  id: string;
  label: string;
  /** Operations of one group stand together: "Sessions". */
  group: string;
  /** One sentence: what it does, and what it costs where that matters. */
  about: string;
  /** Which of the system's APIs it goes to; absent: its first, or its only one. */
  api?: string;
  method: Method;
  /** "/videosdk/sessions/{sessionId}": names in braces are fields with `in: 'path'`. */
  path: string;
  /** The key's own field that holds the path, where the system publishes none; `path` is empty then. */
  pathFrom?: string;
  fields: readonly OperationField[];
  /** It changes something at the system: asked about before it is sent. */
  changes?: true;
  /** The page after this one, where the system has pages. */
  paging?: Paging;
  /** A path that is put before the operation's own where its field is filled: the same call for another account. */
  under?: Under;
  /** The operation (its id) whose answer shows what this one changes, so that both can be compared first. */
  before?: string;
  /** Two of its dates (names of fields) that must not lie further apart. */
  span?: { from: string; to: string; mostDays: number };
  /** A limit of its own, stricter than the key's: said before it is sent. */
  limit?: string;
}

/** "/accounts/{accountId}", and the one field in it. */
export interface Under {
  path: string;
  field: OperationField;
}

/** One field of an operation, by the name that the API gives it. */
export interface OperationField {
  /**
   * For a body a path into it: "to.0.msisdn.0" makes {"to":[{"msisdn":[…]}]}; "*" is the whole body. For
   * a header "verint-*" is a list of lines "name: value", whose names begin so.
   */
  name: string;
  in: 'path' | 'query' | 'header' | 'body';
  /**
   * `list`: one value a line, in a query one parameter each; `json`: any JSON value, numbers as they
   * are written; `switch`: "yes" and "no" are sent as true and false; `date`: "2026-11-21";
   * `date-time`: an instant in ISO 8601 with its zone. What is empty is not sent.
   */
  kind:
    | 'text'
    | 'long-text'
    | 'number'
    | 'date'
    | 'date-time'
    | 'choice'
    | 'switch'
    | 'list'
    | 'json';
  required?: true;
  /** Of a `date` also "today", or "today-6" for six days before. */
  initial?: string;
  /** Of a `date`: the server knows nothing from before so many months ago. */
  oldestMonths?: number;
  /** Of a number or a text: how large or long it may be at most. */
  most?: number;
  options?: readonly { value: string; label: string }[];
  help?: string;
  /** Not kept in the history. */
  secret?: true;
  /**
   * `twice-if-slashed`: a path's value that begins with "/" or holds "//" is encoded twice. Source:
   * Zoom, "API architecture". `as-written`: several parts of a path and perhaps a query, as they are.
   */
  encoding?: 'twice-if-slashed' | 'as-written';
}

/** How the page after this one is asked for. */
export interface Paging {
  /** The query field that takes the token. */
  field: string;
  /** Where the answer tells the token: a member of its body, or a header (in lower case). */
  next: { body: string } | { header: string };
  /** The member of the body that holds the items; absent: the body itself is the list. */
  items?: string;
}

/**
 * The operation as it is with a key of these fields: with the path that the key holds, in which the
 * key's own values are filled in by their names. `null`: the key has no path for it.
 */
export function operationWith(operation: Operation, key: CredentialFields): Operation | null {
  if (operation.pathFrom === undefined) return operation;
  const template = key[operation.pathFrom] ?? '';
  if (template === '') return null;
  const asked = operation.fields.map(({ name }) => name);
  const path = template.replace(/\{([^{}]+)\}/g, (place, name: string) =>
    asked.includes(name) ? place : encodeURIComponent(key[name] ?? ''),
  );
  return { ...operation, path };
}

import * as v from 'valibot';
import type { Edit, Ledger } from './ledger.ts';
import type { Opened } from './vault-index.ts';

/** The content of an open vault within one transaction. */
export interface Book {
  /** As they were when the transaction began. */
  all<S extends v.GenericSchema>(kind: string, schema: S): Promise<Map<string, v.InferOutput<S>>>;
  /** With what the transaction has changed already; so have the ids. */
  get<S extends v.GenericSchema>(
    kind: string,
    id: string,
    schema: S,
  ): Promise<v.InferOutput<S> | null>;
  /** Those of a kind, without opening anything. */
  ids(kind: string): string[];
  put(kind: string, id: string, value: object): void;
  remove(kind: string, id: string): void;
}

/** One thing of the vault's content, as it goes in and out. */
export interface Content {
  kind: string;
  id: string;
  value: object;
}

/** Runs a task that reads and changes the vault's content; what it put is written in one commit. */
export type Transact = <T>(task: (book: Book) => Promise<T>) => Promise<T>;

/** The book of an open vault: reads what is there, and gathers what a commit is to change. */
export function bookOf(ledger: Ledger, opened: Opened, edits: Edit[]): Book {
  /** One edit for each record: of two writes of the same, the later one counts. */
  function edit(kind: string, id: string, value: object | null): void {
    edits.splice(0, edits.length, ...edits.filter((each) => each.id !== id), { kind, id, value });
  }

  async function get<S extends v.GenericSchema>(kind: string, id: string, schema: S) {
    const own = edits.find((each) => each.id === id);
    if (own) return own.value === null ? null : v.parse(schema, own.value);
    return (await ledger.readKind(opened, kind, schema, id)).get(id) ?? null;
  }

  function ids(kind: string): string[] {
    const edited = Object.fromEntries(edits.map((each) => [each.id, each]));
    return Object.entries({ ...opened.index.records, ...edited })
      .filter(([, each]) => each.kind === kind && each['value'] !== null)
      .map(([id]) => id);
  }

  return {
    all: (kind, schema) => ledger.readKind(opened, kind, schema),
    get,
    ids,
    put: edit,
    remove: (kind, id) => edit(kind, id, null),
  };
}

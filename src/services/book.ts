import type * as v from 'valibot';
import type { Edit, Ledger } from './ledger.ts';
import type { Opened } from './vault-index.ts';

/** The content of an open vault within one transaction. */
export interface Book {
  all<S extends v.GenericSchema>(kind: string, schema: S): Promise<Map<string, v.InferOutput<S>>>;
  get<S extends v.GenericSchema>(
    kind: string,
    id: string,
    schema: S,
  ): Promise<v.InferOutput<S> | null>;
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
  return {
    all: (kind, schema) => ledger.readKind(opened, kind, schema),
    get: async (kind, id, schema) =>
      (await ledger.readKind(opened, kind, schema, id)).get(id) ?? null,
    put: (kind, id, value) => edits.push({ kind, id, value }),
    remove: (kind, id) => edits.push({ kind, id, value: null }),
  };
}

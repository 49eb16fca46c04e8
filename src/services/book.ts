import * as v from 'valibot';
import type { Edit, Ledger } from './ledger.ts';
import type { Opened } from './vault-index.ts';

/** The content of an open vault within one transaction, with what that has changed already. */
export interface Book {
  all<S extends v.GenericSchema>(kind: string, schema: S): Promise<Map<string, v.InferOutput<S>>>;
  get<S extends v.GenericSchema>(
    kind: string,
    id: string,
    schema: S,
  ): Promise<v.InferOutput<S> | null>;
  /** The ids of a kind, without opening anything. */
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
    const before = edits.findIndex((each) => each.id === id);
    if (before !== -1) edits.splice(before, 1);
    edits.push({ kind, id, value });
  }

  async function read<S extends v.GenericSchema>(kind: string, schema: S, onlyId?: string) {
    const own = edits.filter((each) => each.kind === kind && (onlyId ?? each.id) === each.id);
    if (onlyId !== undefined && own[0]) return readOwn(new Map(), own, schema);
    return readOwn(await ledger.readKind(opened, kind, schema, onlyId), own, schema);
  }

  function ids(kind: string): string[] {
    const edited = new Set(edits.map(({ id }) => id));
    const listed = Object.entries(opened.index.records).filter(([, each]) => each.kind === kind);
    const own = edits.filter((each) => each.kind === kind && each.value !== null);
    return [
      ...listed.map(([id]) => id).filter((id) => !edited.has(id)),
      ...own.map(({ id }) => id),
    ];
  }

  return {
    all: read,
    get: async (kind, id, schema) => (await read(kind, schema, id)).get(id) ?? null,
    ids,
    put: edit,
    remove: (kind, id) => edit(kind, id, null),
  };
}

/** What was read, with what the transaction has made of it since. */
function readOwn<S extends v.GenericSchema>(
  found: Map<string, v.InferOutput<S>>,
  own: readonly Edit[],
  schema: S,
): Map<string, v.InferOutput<S>> {
  for (const { id, value } of own) {
    if (value === null) found.delete(id);
    else found.set(id, v.parse(schema, value));
  }
  return found;
}

import * as v from 'valibot';
import { Failure } from '../domain/failure.ts';
import type { Book, Transact } from './book.ts';

/**
 * Writes what comes while another write is under way together with what else came, in one commit:
 * many calls at once then cost not much more than one. Each task sees what the ones before it put,
 * and one that fails leaves nothing behind.
 */
export type GroupCommit = (
  transact: Transact,
  task: (book: Book) => Promise<void>,
) => Promise<void>;

interface Entry {
  transact: Transact;
  task: (book: Book) => Promise<void>;
  done(): void;
  failed(error: unknown): void;
}

export function createGroupCommit(): GroupCommit {
  let waiting: Entry[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await writeGroup(group);
    }
    writing = false;
  }

  return (transact, task) =>
    new Promise<void>((done, failed) => {
      waiting.push({ transact, task, done, failed });
      if (!writing) void writeAll();
    });
}

/** By the way of the newest: an older one may know a key that is not the vault's any more. */
async function writeGroup(group: readonly Entry[]): Promise<void> {
  const written: Entry[] = [];
  try {
    await group.at(-1)?.transact(async (book) => {
      for (const entry of group) if (await tried(entry, book)) written.push(entry);
    });
    for (const { done } of written) done();
  } catch (error) {
    for (const { failed } of group) failed(error);
  }
}

async function tried({ task, failed }: Entry, book: Book): Promise<boolean> {
  const draft = draftOver(book);
  try {
    await task(draft.book);
    draft.finish();
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** A book over a book: what is put is found again at once, and goes into the other one when it is finished. */
function draftOver(base: Book): { book: Book; finish(): void } {
  const changes = new Map<string, { kind: string; value: object | null }>();
  const parsed = <S extends v.GenericSchema>(schema: S, value: object): v.InferOutput<S> => {
    const record = v.safeParse(schema, value);
    if (record.success) return record.output;
    throw new Failure('vault-damaged', { what: 'record' });
  };
  const book: Book = {
    async all(kind, schema) {
      const found = new Map(await base.all(kind, schema));
      for (const [id, change] of changes) {
        if (change.kind !== kind) continue;
        if (change.value === null) found.delete(id);
        else found.set(id, parsed(schema, change.value));
      }
      return found;
    },
    async get(kind, id, schema) {
      const change = changes.get(id);
      if (change?.kind !== kind) return base.get(kind, id, schema);
      return change.value === null ? null : parsed(schema, change.value);
    },
    ids(kind) {
      const kept = base.ids(kind).filter((id) => !changes.has(id));
      const own = [...changes].filter(
        ([, change]) => change.kind === kind && change.value !== null,
      );
      return [...kept, ...own.map(([id]) => id)];
    },
    put: (kind, id, value) => void changes.set(id, { kind, value }),
    remove: (kind, id) => void changes.set(id, { kind, value: null }),
  };
  const finish = () => {
    for (const [id, { kind, value }] of changes) {
      if (value === null) base.remove(kind, id);
      else base.put(kind, id, value);
    }
  };
  return { book, finish };
}

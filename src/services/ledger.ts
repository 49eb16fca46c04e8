import * as v from 'valibot';
import type { StorageArea } from '../adapters/storage.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import { seal, unseal } from './seal.ts';
import { createShelf, type StoredHead, type StoredSlot, stored, VAULT_FORMAT } from './stored.ts';

const indexSchema = v.looseObject({
  records: v.record(v.string(), v.looseObject({ kind: v.string(), revision: v.number() })),
  /** Record names that this head's forerunner still needs; the next commit removes them. */
  superseded: v.array(v.string()),
  /** The recovery slot whose code the person has saved; `null`: none yet. */
  savedRecovery: v.nullable(v.string()),
});
export type Index = v.InferOutput<typeof indexSchema>;

/** A head and how it was come by. */
export interface LoadedHead {
  head: StoredHead;
  /** The newest copy was damaged: this is the one before it. */
  secondCopy: boolean;
}

/** A head with the key that opened it and what its index says. */
export interface Opened {
  key: Uint8Array;
  head: StoredHead;
  index: Index;
}

/** One change of a commit; a `value` of `null` removes the record. */
export interface Edit {
  id: string;
  kind: string;
  value: unknown;
}

/** What a commit changes; what is absent stays. */
export interface Changes {
  edits: Edit[];
  slots?: StoredSlot[];
  savedRecovery?: string;
}

/**
 * Sealed records and the head that names them, copy on write: a commit writes new records beside
 * the old ones, then a new head beside the old head. Whatever dies in between, the last head that
 * was read back whole names records that are still there.
 */
export interface Ledger {
  /** The newest whole head; `null` where there is no vault. @throws Failure `vault-damaged`, `vault-newer` */
  load(): Promise<LoadedHead | null>;
  openIndex(key: Uint8Array, head: StoredHead): Promise<Index>;
  /** The records of one kind, or the one with that id, opened. @throws Failure `vault-damaged` */
  readKind<S extends v.GenericSchema>(
    opened: Opened,
    kind: string,
    schema: S,
    onlyId?: string,
  ): Promise<Map<string, v.InferOutput<S>>>;
  begin(key: Uint8Array, vaultId: string, slots: StoredSlot[]): Promise<void>;
  commit(opened: Opened, changes: Changes): Promise<void>;
}

export function createLedger(area: StorageArea): Ledger {
  const shelf = createShelf(area);

  async function readHead(generation: number): Promise<StoredHead | null | 'damaged'> {
    try {
      return await shelf.read(stored.head(generation));
    } catch (error) {
      if (isFailure(error, 'vault-damaged')) return 'damaged';
      throw error;
    }
  }

  async function load(): Promise<LoadedHead | null> {
    const found = await Promise.all([readHead(0), readHead(1)]);
    const whole = found.filter((head) => head !== null && head !== 'damaged');
    const secondCopy = found.includes('damaged');
    const head = whole.sort((a, b) => b.generation - a.generation)[0];
    if (head === undefined) {
      if (secondCopy) throw new Failure('vault-damaged', { what: 'head' });
      return null;
    }
    if (head.format > VAULT_FORMAT) throw new Failure('vault-newer', { format: head.format });
    return { head, secondCopy };
  }

  async function openIndex(key: Uint8Array, head: StoredHead): Promise<Index> {
    const opened = await unseal(key, indexBinding(head.vaultId, head.generation), head.index);
    const index = v.safeParse(indexSchema, opened);
    if (!index.success) throw new Failure('vault-damaged', { what: 'index' });
    return index.output;
  }

  async function readKind<S extends v.GenericSchema>(
    { key, head, index }: Opened,
    kind: string,
    schema: S,
    onlyId?: string,
  ): Promise<Map<string, v.InferOutput<S>>> {
    const listed = Object.entries(index.records).filter(
      ([id, record]) => record.kind === kind && (onlyId === undefined || id === onlyId),
    );
    const sealed = await shelf.readAll(
      listed.map(([id, { revision }]) => stored.record(id, revision)),
    );
    const opened = await Promise.all(
      listed.map(async ([id, { revision }], place) => {
        const binding = recordBinding(head.vaultId, id, kind, revision);
        const value = v.safeParse(schema, await unseal(key, binding, sealed[place] ?? ''));
        if (!value.success) throw new Failure('vault-damaged', { what: 'record' });
        return [id, value.output] as const;
      }),
    );
    return new Map(opened);
  }

  async function writeHead(key: Uint8Array, head: StoredHead, index: Index) {
    const binding = indexBinding(head.vaultId, head.generation);
    const value = { ...head, index: await seal(key, binding, index) };
    await shelf.write([{ name: stored.head(head.generation).name, value }]);
  }

  async function begin(key: Uint8Array, vaultId: string, slots: StoredSlot[]) {
    const index: Index = { records: {}, superseded: [], savedRecovery: null };
    await writeHead(key, { format: VAULT_FORMAT, vaultId, generation: 1, slots, index: '' }, index);
  }

  async function commit({ key, head, index }: Opened, changes: Changes) {
    const records = { ...index.records };
    const superseded: string[] = [];
    const sealed: { name: string; value: string }[] = [];
    for (const { id, kind, value } of changes.edits) {
      const before = records[id];
      if (before) superseded.push(stored.record(id, before.revision).name);
      delete records[id];
      if (value === null) continue;
      // Never one that was used before, even by a record that is gone: its name may be on its way out.
      const revision = head.generation + 1;
      records[id] = { ...before, kind, revision };
      const binding = recordBinding(head.vaultId, id, kind, revision);
      sealed.push({
        name: stored.record(id, revision).name,
        value: await seal(key, binding, value),
      });
    }
    if (sealed.length > 0) await shelf.write(sealed);
    const next = { ...head, generation: head.generation + 1, slots: changes.slots ?? head.slots };
    const savedRecovery = changes.savedRecovery ?? index.savedRecovery;
    await writeHead(key, next, { ...index, records, superseded, savedRecovery });
    await forget(index.superseded);
  }

  async function forget(names: string[]) {
    try {
      if (names.length > 0) await shelf.remove(names);
    } catch {
      // Left over and sealed: they take room, nothing else.
    }
  }

  return { load, openIndex, readKind, begin, commit };
}

function indexBinding(vaultId: string, generation: number) {
  return { vault: vaultId, kind: 'index', generation };
}

function recordBinding(vaultId: string, id: string, kind: string, revision: number) {
  return { vault: vaultId, id, kind, revision };
}

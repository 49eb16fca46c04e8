import * as v from 'valibot';
import type { Clock } from '../adapters/clock.ts';
import type { Stores } from '../adapters/storage.ts';
import { Failure } from '../domain/failure.ts';
import { upgradeRecord } from './migrations.ts';
import { assertRoom } from './room.ts';
import { seal, unseal } from './seal.ts';
import { createSecondCopy, vaultParts } from './second-copy.ts';
import {
  COMPANION_KINDS,
  createShelf,
  HEADS,
  OLDEST_READER,
  type StoredHead,
  type StoredSlot,
  stored,
  VAULT_FORMAT,
  VITAL_KINDS,
} from './stored.ts';
import {
  type Index,
  type Opened,
  openIndex,
  recordNames,
  type SlotNote,
  sealHead,
} from './vault-index.ts';

/** One change of a commit; a `value` of `null` removes the record. */
export interface Edit {
  id: string;
  kind: string;
  value: unknown;
}

/** What a commit changes; what is absent stays. */
export interface Changes {
  edits?: readonly Edit[];
  slots?: StoredSlot[];
  slotNotes?: Record<string, SlotNote>;
  savedRecovery?: string | null;
  /** Seals everything anew with this key. */
  key?: Uint8Array;
  /** Records to leave out although they cannot be read. */
  without?: readonly string[];
}

/**
 * Sealed records and the head that names them, copy on write: a commit writes new records beside
 * the old ones, then a new head beside the old head. Whatever dies in between, the last head that
 * was read back whole names records that are still there.
 */
export interface Ledger {
  /** The newest head; `null` where there is no vault. @throws Failure `vault-damaged`, `vault-newer` */
  load(): Promise<StoredHead | null>;
  /**
   * The head of the second copy where that is ahead of this one, because the browser lost what the
   * first copy had been told to keep; else this one.
   */
  newest(head: StoredHead): Promise<StoredHead>;
  /** @throws Failure `vault-damaged` */
  open(key: Uint8Array, head: StoredHead): Promise<Opened>;
  /** Makes the first copy what the second is, if that has all that its head names. */
  takeOver(opened: Opened): Promise<void>;
  /** The records of one kind, or the one with that id, opened. @throws Failure `vault-damaged` */
  readKind<S extends v.GenericSchema>(
    opened: Opened,
    kind: string,
    schema: S,
    onlyId?: string,
  ): Promise<Map<string, v.InferOutput<S>>>;
  /** The ids of records that are listed and cannot be read. */
  unreadable(opened: Opened): Promise<string[]>;
  begin(
    key: Uint8Array,
    vaultId: string,
    slots: StoredSlot[],
    notes: Index['slots'],
  ): Promise<void>;
  /** @throws Failure `vault-read-only`, `storage-full`, `storage-failed`, `vault-damaged` */
  commit(opened: Opened, changes: Changes): Promise<Opened>;
  /**
   * Sees to it that no copy is left of slots that are not in force, of records that nobody names,
   * or of an older format. @throws Failure as `commit`
   */
  settle(opened: Opened): Promise<void>;
}

export function createLedger({ stores, clock }: { stores: Stores; clock: Clock }): Ledger {
  const { local: first, second } = stores;
  const shelf = createShelf(first);
  const secondCopy = createSecondCopy({ first, second });

  async function load(): Promise<StoredHead | null> {
    const [even, odd] = await shelf.readAll([...HEADS]);
    const whole = [even, odd].filter((head) => head !== null && head !== undefined);
    const [head, before] = whole.sort((a, b) => b.generation - a.generation);
    if (head === undefined) {
      if ((await secondCopy.newestHead()) === null) return null;
      throw new Failure('vault-damaged', { what: 'head' });
    }
    // The first generation is alone; after it, a head without its forerunner may be an old one.
    const alone = before === undefined && head.generation > 1;
    const strange = before !== undefined && before.vaultId !== head.vaultId;
    if (alone || strange) throw new Failure('vault-damaged', { what: 'head' });
    if (head.oldestReader > VAULT_FORMAT) throw new Failure('vault-newer', { format: head.format });
    return head;
  }

  async function open(key: Uint8Array, head: StoredHead): Promise<Opened> {
    return { key, head, index: await openIndex(key, head) };
  }

  async function newest(head: StoredHead): Promise<StoredHead> {
    const other = await secondCopy.newestHead();
    const ahead = other?.vaultId === head.vaultId && other.generation > head.generation;
    return ahead && other.oldestReader <= VAULT_FORMAT ? other : head;
  }

  async function takeOver({ index }: Opened): Promise<void> {
    if (!(await secondCopy.holds(recordNames(index)))) {
      throw new Failure('vault-damaged', { what: 'record' });
    }
    await secondCopy.takeOver();
  }

  /** Every listed record that passes the filter, unsealed; `undefined` where it cannot be. */
  async function unsealAll(
    { key, head, index }: Opened,
    wanted: (id: string, kind: string) => boolean,
  ) {
    const listed = Object.entries(index.records).filter(([id, { kind }]) => wanted(id, kind));
    return Promise.all(
      listed.map(async ([id, { kind, revision }]) => {
        const sealed = await shelf.readWhole(stored.record(id, revision));
        const binding = recordBinding(head.vaultId, id, kind, revision);
        const value = sealed === null ? undefined : await unseal(key, binding, sealed);
        return { id, kind, value: value && upgradeRecord(head.format, kind, value) };
      }),
    );
  }

  async function readKind<S extends v.GenericSchema>(
    opened: Opened,
    kind: string,
    schema: S,
    onlyId?: string,
  ): Promise<Map<string, v.InferOutput<S>>> {
    const wanted = (id: string, its: string) =>
      its === kind && (onlyId === undefined || id === onlyId);
    const found = (await unsealAll(opened, wanted)).flatMap(({ id, value }) => {
      const record = v.safeParse(schema, value);
      if (record.success) return [[id, record.output] as const];
      // What a newer version seals may have a shape that nobody here knows.
      if (value !== undefined && opened.head.format > VAULT_FORMAT) return [];
      throw new Failure('vault-damaged', { what: 'record' });
    });
    return new Map(found);
  }

  async function unreadable(opened: Opened): Promise<string[]> {
    const all = await unsealAll(opened, () => true);
    return all.filter(({ value }) => value === undefined).map(({ id }) => id);
  }

  async function begin(
    key: Uint8Array,
    vaultId: string,
    slots: StoredSlot[],
    notes: Index['slots'],
  ) {
    const index = { records: {}, superseded: [], savedRecovery: null, slots: notes };
    const empty = { format: VAULT_FORMAT, oldestReader: OLDEST_READER, savedAtMs: null, index: '' };
    const head = await sealHead(
      key,
      { ...empty, vaultId, generation: 1, slots },
      index,
      clock.now(),
    );
    await shelf.write([head]);
    await followQuietly({ headBefore: null, written: [head.name], removed: [] });
  }

  async function commit(opened: Opened, changes: Changes): Promise<Opened> {
    const { head, index } = opened;
    if (head.format > VAULT_FORMAT) throw new Failure('vault-read-only', { format: head.format });
    const key = changes.key ?? opened.key;
    const edits = await allEdits(opened, changes);
    const generation = head.generation + 1;
    const { records, superseded, sealed } = await sealEdits(opened, edits, key, changes.without);
    const nextIndex = {
      ...index,
      records,
      superseded,
      savedRecovery:
        changes.savedRecovery === undefined ? index.savedRecovery : changes.savedRecovery,
      slots: changes.slotNotes ?? index.slots,
    };
    const next = { ...head, format: VAULT_FORMAT, generation, slots: changes.slots ?? head.slots };
    const nextHead = await sealHead(key, next, nextIndex, clock.now());
    await assertRoom(first, [...sealed, nextHead], isVital(edits, changes));
    if (sealed.length > 0) await shelf.write(sealed);
    await writeHead(nextHead);
    await forget(index.superseded);
    await followQuietly({
      headBefore: stored.head(head.generation).name,
      written: [...sealed.map(({ name }) => name), nextHead.name],
      removed: index.superseded,
    });
    return { key, head: nextHead.value, index: nextIndex };
  }

  /** A write whose answer was lost may have been done: what lies there decides. */
  async function writeHead(head: { name: string; value: StoredHead }): Promise<void> {
    try {
      await shelf.write([head]);
    } catch (error) {
      const there = await shelf.read(stored.head(head.value.generation)).catch(() => null);
      if (there?.index !== head.value.index) throw error;
    }
  }

  /** With a new key or a new format every record is written anew, whether it was edited or not. */
  async function allEdits(opened: Opened, changes: Changes): Promise<readonly Edit[]> {
    const edits = changes.edits ?? [];
    if (changes.key === undefined && opened.head.format === VAULT_FORMAT) return edits;
    const edited = new Set(edits.map(({ id }) => id));
    const left = new Set(changes.without ?? []);
    const others = await unsealAll(opened, (id) => !edited.has(id) && !left.has(id));
    if (others.some(({ value }) => value === undefined)) {
      throw new Failure('vault-damaged', { what: 'record' });
    }
    return [...others, ...edits];
  }

  async function sealEdits(
    { head, index }: Opened,
    edits: readonly Edit[],
    key: Uint8Array,
    without: readonly string[] = [],
  ) {
    const records = { ...index.records };
    const superseded: string[] = [];
    const sealed: { name: string; value: string }[] = [];
    const removed = without.map((id) => ({ id, kind: '', value: null }));
    // Never one that was used before, even by a record that is gone: its name may be on its way out.
    const revision = head.generation + 1;
    for (const { id, kind, value } of [...removed, ...edits]) {
      const before = records[id];
      if (before) superseded.push(stored.record(id, before.revision).name);
      delete records[id];
      if (value === null) continue;
      records[id] = { ...before, kind, revision };
      const binding = recordBinding(head.vaultId, id, kind, revision);
      const name = stored.record(id, revision).name;
      sealed.push({ name, value: await seal(key, binding, value) });
    }
    return { records, superseded, sealed };
  }

  async function forget(names: string[]) {
    try {
      if (names.length > 0) await shelf.remove(names);
    } catch {
      // Left over and sealed: they take room until the next unlock sweeps them.
    }
  }

  async function followQuietly(step: Parameters<typeof secondCopy.follow>[0]) {
    try {
      await secondCopy.follow(step);
    } catch {
      // The first copy is whole. The next commit, or the next unlock, brings the second in step.
    }
  }

  async function settle(opened: Opened): Promise<void> {
    if (opened.head.format > VAULT_FORMAT) return;
    const other = await shelf.read(stored.head(opened.head.generation + 1));
    const stale = opened.head.format < VAULT_FORMAT || (other && !sameSlots(other, opened.head));
    const settled = stale ? await commit(opened, {}) : opened;
    if (settled !== opened) return settle(settled);
    const needed = new Set([
      ...HEADS.map(({ name }) => name),
      ...recordNames(opened.index),
      ...opened.index.superseded,
    ]);
    await sweep(needed);
    await secondCopy.align(needed);
  }

  /** Takes away records that neither head names: what a worker left that died in mid-commit. */
  async function sweep(needed: ReadonlySet<string>): Promise<void> {
    await forget((await vaultParts(first)).filter((name) => !needed.has(name)));
  }

  return { load, newest, open, takeOver, readKind, unreadable, begin, commit, settle };
}

/** Whether it cannot wait for room: deletes, answers and ways in, with what goes along with them. */
function isVital(edits: readonly Edit[], { slots, without }: Changes): boolean {
  const led = edits.filter(({ kind }) => !COMPANION_KINDS.includes(kind));
  const alone = led.length === 0 && edits.length > 0 && (slots ?? without) === undefined;
  return !alone && led.every(({ kind, value }) => value === null || VITAL_KINDS.includes(kind));
}

function sameSlots(a: StoredHead, b: StoredHead): boolean {
  return JSON.stringify(a.slots) === JSON.stringify(b.slots);
}

function recordBinding(vaultId: string, id: string, kind: string, revision: number) {
  return { vault: vaultId, id, kind, revision };
}

import type * as v from 'valibot';
import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import type { Stores } from '../adapters/storage.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import { createBackOff } from './back-off.ts';
import { createLedger, type Edit, type Opened } from './ledger.ts';
import type { Lock } from './lock.ts';
import type { Slots } from './slots.ts';
import type { StoredHead } from './stored.ts';

export const SHORTEST_PASSPHRASE = 12;

const KEY_BYTES = 32;

/** How the vault stands, as anybody may know. */
export interface VaultState {
  vault: 'missing' | 'locked' | 'unlocked' | 'damaged';
  lockAtMs: number | null;
  recoverySaved: boolean;
  secondCopy: boolean;
}

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

/** Everything sealed. */
export interface Vault {
  state(): Promise<VaultState>;
  create(passphrase: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  unlockWithRecoveryCode(code: string): Promise<void>;
  /** @throws Failure `vault-locked` when it was locked meanwhile */
  assertUnlocked(): Promise<void>;
  /** Makes sure that the person at the keyboard knows the passphrase. @throws Failure as `unlock` */
  verify(passphrase: string): Promise<void>;
  /**
   * Makes a new recovery code, in place of one that nobody has saved.
   * @throws Failure `recovery-exists` when one was saved
   */
  beginRecovery(): Promise<{ code: string; slotId: string }>;
  /** @throws Failure `recovery-replaced` when that slot is not the vault's any more */
  confirmRecovery(slotId: string): Promise<void>;
  /** One transaction after the other, across every context. @throws Failure `vault-locked` */
  transact: Transact;
  /**
   * A way to write that outlives a lock: for work that must keep what a server has already done.
   * @throws Failure `vault-locked`
   */
  hold(): Promise<Transact>;
  /** Takes everything out and puts this in, in one commit. @throws Failure `vault-locked` */
  replaceContent(records: readonly Content[]): Promise<void>;
}

interface Needs {
  stores: Stores;
  clock: Clock;
  random: Random;
  locks: Locks;
  lock: Lock;
  slots: Slots;
}

export function createVault({ stores, clock, random, locks, lock, slots }: Needs): Vault {
  const ledger = createLedger(stores.local);
  const backOff = createBackOff({ area: stores.local, clock });

  const alone = <T>(task: () => Promise<T>) => locks.exclusive('vault', task);

  async function requireHead(): Promise<StoredHead> {
    const loaded = await ledger.load();
    if (loaded === null) throw new Failure('vault-missing', {});
    return loaded.head;
  }

  async function requireKey(): Promise<Uint8Array> {
    const open = await lock.current();
    if (open === null) throw new Failure('vault-locked', {});
    return open.key;
  }

  async function state(): Promise<VaultState> {
    try {
      return await readState();
    } catch (error) {
      if (!isFailure(error, 'vault-damaged')) throw error;
      return { vault: 'damaged', lockAtMs: null, recoverySaved: true, secondCopy: false };
    }
  }

  async function readState(): Promise<VaultState> {
    const loaded = await ledger.load();
    const quiet = { lockAtMs: null, recoverySaved: true, secondCopy: loaded?.secondCopy ?? false };
    if (loaded === null) return { ...quiet, vault: 'missing' };
    const open = await lock.current();
    if (open === null) return { ...quiet, vault: 'locked' };
    const { savedRecovery } = await ledger.openIndex(open.key, loaded.head);
    const recoverySaved = savedRecovery !== null;
    return { ...quiet, vault: 'unlocked', lockAtMs: open.deadlineMs, recoverySaved };
  }

  async function create(passphrase: string): Promise<void> {
    const length = [...passphrase].length;
    if (length < SHORTEST_PASSPHRASE) {
      throw new Failure('passphrase-short', { minimum: SHORTEST_PASSPHRASE, length });
    }
    await alone(async () => {
      if ((await ledger.load()) !== null) throw new Failure('vault-exists', {});
      const vaultId = random.id();
      const key = random.bytes(KEY_BYTES);
      const slot = await slots.wrapByPassphrase(vaultId, key, passphrase);
      await ledger.begin(key, vaultId, [slot]);
      await lock.open(vaultId, key);
    });
  }

  const keyByPassphrase = (passphrase: string) =>
    keyFrom(
      (head) => slots.openByPassphrase(head.vaultId, head.slots, passphrase),
      new Failure('wrong-passphrase', {}),
    );

  const keyByRecoveryCode = (code: string) =>
    keyFrom(
      (head) => slots.openByRecoveryCode(head.vaultId, head.slots, code),
      new Failure('wrong-recovery-code', { problem: 'no-match' }),
    );

  /** The vault key out of a slot; each failure makes the next try wait. */
  async function keyFrom(
    open: (head: StoredHead) => Promise<Uint8Array | null>,
    refused: Failure,
  ): Promise<{ head: StoredHead; key: Uint8Array }> {
    const failures = await backOff.assertOver();
    const head = await requireHead();
    const key = await open(head);
    if (key === null) {
      await backOff.note(failures + 1);
      throw refused;
    }
    await ledger.openIndex(key, head);
    if (failures > 0) await backOff.forget();
    return { head, key };
  }

  /** One try after the other: whoever guesses in parallel would not have to wait. */
  function openWith(found: () => Promise<{ head: StoredHead; key: Uint8Array }>): Promise<void> {
    return alone(async () => {
      const { head, key } = await found();
      await lock.open(head.vaultId, key);
    });
  }

  async function openHead(key: Uint8Array): Promise<Opened> {
    const head = await requireHead();
    return { key, head, index: await ledger.openIndex(key, head) };
  }

  async function beginRecovery() {
    return alone(async () => {
      const opened = await openHead(await requireKey());
      const { head, index, key } = opened;
      // A code that is saved stays good: nobody at an open vault makes another one unasked.
      if (index.savedRecovery !== null) throw new Failure('recovery-exists', {});
      const { slot, code } = await slots.wrapByRecoveryCode(head.vaultId, key);
      const others = head.slots.filter((other) => other.kind !== 'recovery');
      await ledger.commit(opened, { edits: [], slots: [...others, slot] });
      return { code, slotId: slot.id };
    });
  }

  async function confirmRecovery(slotId: string): Promise<void> {
    await alone(async () => {
      const opened = await openHead(await requireKey());
      if (!opened.head.slots.some((slot) => slot.kind === 'recovery' && slot.id === slotId)) {
        throw new Failure('recovery-replaced', {});
      }
      await ledger.commit(opened, { edits: [], savedRecovery: slotId });
    });
  }

  function transactWith(keyFor: () => Promise<Uint8Array>): Transact {
    return (task) =>
      alone(async () => {
        const opened = await openHead(await keyFor());
        const edits: Edit[] = [];
        const result = await task(bookOf(opened, edits));
        if (edits.length > 0) await ledger.commit(opened, { edits });
        return result;
      });
  }

  function bookOf(opened: Opened, edits: Edit[]): Book {
    return {
      all: (kind, schema) => ledger.readKind(opened, kind, schema),
      get: async (kind, id, schema) =>
        (await ledger.readKind(opened, kind, schema, id)).get(id) ?? null,
      put: (kind, id, value) => edits.push({ kind, id, value }),
      remove: (kind, id) => edits.push({ kind, id, value: null }),
    };
  }

  async function replaceContent(records: readonly Content[]): Promise<void> {
    await alone(async () => {
      const opened = await openHead(await requireKey());
      const removed = Object.entries(opened.index.records).map(([id, { kind }]) => {
        return { id, kind, value: null };
      });
      await ledger.commit(opened, { edits: [...removed, ...records] });
    });
  }

  async function hold(): Promise<Transact> {
    const key = await requireKey();
    return transactWith(async () => key);
  }

  return {
    state,
    create,
    unlock: (passphrase) => openWith(() => keyByPassphrase(passphrase)),
    unlockWithRecoveryCode: (code) => openWith(() => keyByRecoveryCode(code)),
    verify: (passphrase) =>
      alone(async () => {
        await keyByPassphrase(passphrase);
      }),
    assertUnlocked: async () => {
      await requireKey();
    },
    beginRecovery,
    confirmRecovery,
    transact: transactWith(requireKey),
    hold,
    replaceContent,
  };
}

import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import type { Asides } from './asides.ts';
import type { BackOff } from './back-off.ts';
import { type Book, bookOf, type Content, type Transact } from './book.ts';
import type { Edit, Ledger } from './ledger.ts';
import type { Lock } from './lock.ts';
import { type PasskeyHint, passkeyHintOf, type Slots } from './slots.ts';
import { KEPT_KINDS, type StoredHead, VAULT_FORMAT } from './stored.ts';
import type { Opened } from './vault-index.ts';

export const SHORTEST_PASSPHRASE = 12;
export const PASSPHRASE_NAME = 'Passphrase';

const KEY_BYTES = 32;
/** Held by whoever reads and changes the vault, in whatever context. */
export const VAULT_LOCK = 'vault';

/** How the vault stands, as anybody may know. */
export interface VaultState {
  vault: 'missing' | 'locked' | 'unlocked' | 'damaged';
  lockAtMs: number | null;
  recoverySaved: boolean;
  /** It was saved by a newer Latchkey: it can be read and not changed. */
  readOnly: boolean;
  /** When the next try to unlock is due, after several that failed. */
  retryAtMs: number | null;
  passkeys: (PasskeyHint & { slotId: string })[];
}

/** Everything sealed. */
export interface Vault {
  state(): Promise<VaultState>;
  create(passphrase: string): Promise<void>;
  /** @throws Failure `wrong-passphrase`, `wrong-recovery-code`, `wrong-passkey`, `unlock-wait` */
  unlock(proof: Proof): Promise<void>;
  /** @throws Failure `vault-locked` when it was locked meanwhile */
  assertUnlocked(): Promise<void>;
  /** Makes sure that the person at the keyboard may open the vault. @throws Failure as `unlock` */
  verify(proof: Proof): Promise<void>;
  /** One transaction after the other, across every context. @throws Failure `vault-locked` */
  transact: Transact;
  /**
   * A way to write that outlives a lock: for work that must keep what a server has already done.
   * @throws Failure `vault-locked`
   */
  hold(): Promise<Transact>;
  /**
   * Works on the open vault itself, after that proof if one is given: for what changes who may
   * open it, or mends it. @throws Failure `vault-locked`, or as `unlock`
   */
  withOpened<T>(
    proof: Proof | null,
    task: (opened: Opened, turn: number) => Promise<T>,
  ): Promise<T>;
  /**
   * Notes that another key opens it from now on, or that other records can be read. Whoever locked
   * since that turn keeps it locked.
   */
  reopen(opened: Opened, turn: number): Promise<void>;
  /**
   * Takes everything out and puts this in, in one commit. What was in it is kept aside; `also` writes
   * what goes along. @throws Failure `vault-locked`
   */
  replaceContent(records: readonly Content[], also: (book: Book) => Promise<void>): Promise<void>;
}

interface Needs {
  asides: Asides;
  clock: Clock;
  random: Random;
  locks: Locks;
  lock: Lock;
  slots: Slots;
  ledger: Ledger;
  backOff: BackOff;
}

export function createVault(needs: Needs): Vault {
  const { asides, clock, random, locks, lock, slots, ledger, backOff } = needs;
  const alone = <T>(task: () => Promise<T>) => locks.exclusive(VAULT_LOCK, task);

  async function requireHead(): Promise<StoredHead> {
    const head = await ledger.load();
    if (head === null) throw new Failure('vault-missing', {});
    return head;
  }

  async function requireKey(): Promise<Uint8Array> {
    const open = await lock.current();
    if (open === null) throw new Failure('vault-locked', {});
    return open.key;
  }

  /**
   * What the key in memory opens. Where it does not fit the vault any more, because the worker died
   * while that got another one, somebody has to unlock again: nothing is damaged.
   */
  async function openCurrent(key: Uint8Array): Promise<Opened> {
    try {
      return await openHead(key);
    } catch (error) {
      if (!isFailure(error, 'vault-damaged') || error.facts.what !== 'index') throw error;
      await lock.close();
      throw new Failure('vault-locked', {});
    }
  }

  const quiet = {
    lockAtMs: null,
    recoverySaved: true,
    readOnly: false,
    retryAtMs: null,
    passkeys: [],
  };

  async function state(): Promise<VaultState> {
    try {
      return await readState();
    } catch (error) {
      if (isFailure(error, 'vault-damaged')) return { ...quiet, vault: 'damaged' };
      if (isFailure(error, 'vault-locked')) return readState();
      throw error;
    }
  }

  async function readState(): Promise<VaultState> {
    const head = await ledger.load();
    if (head === null) return { ...quiet, vault: 'missing' };
    const open = await lock.current();
    if (open === null) {
      return {
        ...quiet,
        vault: 'locked',
        retryAtMs: await backOff.retryAtMs(),
        passkeys: passkeysOf(head),
      };
    }
    const { index } = await openCurrent(open.key);
    return {
      ...quiet,
      vault: open.unreadable > 0 ? 'damaged' : 'unlocked',
      lockAtMs: open.deadlineMs,
      recoverySaved: index.savedRecovery !== null,
      readOnly: head.format > VAULT_FORMAT,
      passkeys: passkeysOf(head),
    };
  }

  async function create(passphrase: string): Promise<void> {
    assertLongEnough(passphrase);
    const turn = lock.turn();
    await alone(async () => {
      if ((await ledger.load()) !== null) throw new Failure('vault-exists', {});
      const vaultId = random.id();
      const key = random.bytes(KEY_BYTES);
      const slot = await slots.wrapByPassphrase(vaultId, key, passphrase);
      const note = { name: PASSPHRASE_NAME, createdAtMs: clock.now() };
      await ledger.begin(key, vaultId, [slot], { [slot.id]: note });
      await lock.open({ vaultId, key, unreadable: 0 }, turn);
    });
  }

  /** Opens the vault with that; each failure makes the next try wait. */
  async function openWith(proof: Proof): Promise<Opened> {
    const failures = await backOff.assertOver();
    const own = await requireHead();
    const head = await ledger.newest(own);
    const slot = await slots.open(head.vaultId, head.slots, proof);
    if (slot === null) {
      await backOff.note(failures + 1);
      throw refusalOf(proof);
    }
    const opened = await ledger.open(slot.key, head);
    if (head !== own) await ledger.takeOver(opened);
    if (failures > 0) await backOff.forget();
    return opened;
  }

  /** One try after the other: whoever guesses in parallel would not have to wait. */
  async function unlock(proof: Proof): Promise<void> {
    const turn = lock.turn();
    await alone(async () => {
      const opened = await openWith(proof);
      const unreadable = (await ledger.unreadable(opened)).length;
      await lock.open({ vaultId: opened.head.vaultId, key: opened.key, unreadable }, turn);
      if (unreadable === 0) await settleQuietly(opened);
    });
  }

  async function settleQuietly(opened: Opened): Promise<void> {
    try {
      await asides.keepForeign(opened.head.vaultId);
      await ledger.settle(opened);
      await asides.follow(opened);
      // Looking at them lets those go whose time is over.
      await asides.list();
    } catch {
      // The vault is open and whole; the next unlock tidies up.
    }
  }

  async function openHead(key: Uint8Array): Promise<Opened> {
    return ledger.open(key, await requireHead());
  }

  function transactWith(open: () => Promise<Opened>): Transact {
    return (task) =>
      alone(async () => {
        const opened = await open();
        const edits: Edit[] = [];
        const result = await task(bookOf(ledger, opened, edits));
        if (edits.length > 0) await ledger.commit(opened, { edits });
        return result;
      });
  }

  async function replaceContent(
    records: readonly Content[],
    also: (book: Book) => Promise<void>,
  ): Promise<void> {
    await alone(async () => {
      const opened = await openCurrent(await requireKey());
      const left = Object.entries(opened.index.records).filter(
        ([, { kind }]) => !KEPT_KINDS.includes(kind),
      );
      const removed = left.map(([id, { kind }]) => ({ id, kind, value: null }));
      const edits: Edit[] = [...removed, ...records];
      await also(bookOf(ledger, opened, edits));
      const aside = await asides.keep();
      try {
        await ledger.commit(opened, { edits });
      } catch (error) {
        if (aside !== null) await asides.forget(aside);
        throw error;
      }
    });
  }

  async function hold(): Promise<Transact> {
    const key = await requireKey();
    return transactWith(() => openHead(key));
  }

  async function reopen(opened: Opened, turn: number): Promise<void> {
    const unreadable = (await ledger.unreadable(opened)).length;
    const { vaultId } = opened.head;
    try {
      await lock.open({ vaultId, key: opened.key, unreadable }, turn);
    } catch (error) {
      if (!isFailure(error, 'vault-locked')) throw error;
    }
  }

  return {
    state,
    create,
    unlock,
    verify: (proof) =>
      alone(async () => {
        await openWith(proof);
      }),
    assertUnlocked: async () => {
      await requireKey();
    },
    transact: transactWith(async () => openCurrent(await requireKey())),
    hold,
    withOpened: (proof, task) =>
      alone(async () => {
        const turn = lock.turn();
        const key = await requireKey();
        return task(proof === null ? await openCurrent(key) : await openWith(proof), turn);
      }),
    reopen,
    replaceContent,
  };
}

/** @throws Failure `passphrase-short` */
export function assertLongEnough(passphrase: string): void {
  // Counted as people count: an emoji is one.
  const length = [...passphrase].length;
  if (length >= SHORTEST_PASSPHRASE) return;
  throw new Failure('passphrase-short', { minimum: SHORTEST_PASSPHRASE, length });
}

function refusalOf(proof: Proof): Failure {
  switch (proof.kind) {
    case 'passphrase':
      return new Failure('wrong-passphrase', {});
    case 'recovery':
      return new Failure('wrong-recovery-code', { problem: 'no-match' });
    case 'passkey':
      return new Failure('wrong-passkey', {});
  }
}

function passkeysOf(head: StoredHead): VaultState['passkeys'] {
  return head.slots.flatMap((slot) => {
    const hint = passkeyHintOf(slot);
    return hint === null ? [] : [{ ...hint, slotId: slot.id }];
  });
}

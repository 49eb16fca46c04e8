import type { Locks } from '../adapters/locks.ts';
import type { Stores } from '../adapters/storage.ts';
import type { Damage } from '../domain/damage.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import type { Activity } from './activity.ts';
import type { Asides } from './asides.ts';
import { bookOf } from './book.ts';
import type { Edit, Ledger } from './ledger.ts';
import type { Lock } from './lock.ts';
import { RENEWAL_LOCK } from './renewal-journal.ts';
import { createSecondCopy, vaultParts, withBothHeads } from './second-copy.ts';
import { VAULT_LOCK, type Vault } from './vault.ts';

/** The ways out when the vault is damaged, or when nobody can open it any more. */
export interface Recovery {
  damage(): Promise<Damage>;
  /** Mends the vault with the whole parts of the second copy. @throws Failure `second-copy-missing` */
  useSecondCopy(): Promise<void>;
  /** Goes on without the records that neither copy has whole. @throws Failure `vault-locked` */
  leaveOut(): Promise<void>;
  /** Puts the vault aside, sealed as it is, and makes room for another one. */
  startAgain(): Promise<void>;
  /** Puts a vault that was put aside back; the vault in use now, if there is one, is put aside. @throws Failure `aside-missing` */
  bringBack(id: string): Promise<void>;
}

interface Needs {
  stores: Stores;
  asides: Asides;
  locks: Locks;
  lock: Lock;
  ledger: Ledger;
  vault: Vault;
  activity: Activity;
}

export function createRecovery(needs: Needs): Recovery {
  const { stores, asides, locks, lock, ledger, vault, activity } = needs;
  const { local: first, second } = stores;
  const secondCopy = createSecondCopy({ first, second });

  const alone = <T>(task: () => Promise<T>) => locks.exclusive(VAULT_LOCK, task);

  async function damage(): Promise<Damage> {
    const open = await lock.current();
    const best = await secondCopy.bestHead();
    return {
      unreadable: open?.unreadable ?? 0,
      copy: best && { savedAtMs: best.savedAtMs },
    };
  }

  async function useSecondCopy(): Promise<void> {
    await alone(async () => {
      if ((await secondCopy.bestHead()) === null) throw new Failure('second-copy-missing', {});
      await secondCopy.restore();
    });
    await lookAgain();
  }

  /** What an open vault can read now. */
  async function lookAgain(): Promise<void> {
    if ((await lock.current()) === null) return;
    try {
      await vault.withOpened(null, (opened, turn) => vault.reopen(opened, turn));
    } catch (error) {
      // The vault's key has changed since: somebody has to unlock it again.
      if (!isFailure(error, 'vault-locked')) throw error;
    }
  }

  async function leaveOut(): Promise<void> {
    await useSecondCopy();
    await vault.withOpened(null, async (opened, turn) => {
      const without = await ledger.unreadable(opened);
      if (without.length === 0) return;
      await asides.keep();
      const edits: Edit[] = [];
      const act = { what: 'records-left-out', about: String(without.length) } as const;
      await activity.note(bookOf(ledger, opened, edits), act);
      await vault.reopen(await ledger.commit(opened, { without, edits }), turn);
    });
  }

  /** Locked, and not in the middle of a renewal: its answer would have no home. */
  async function whileLocked(task: () => Promise<void>): Promise<void> {
    const done = await locks.ifFree(RENEWAL_LOCK, async () => {
      await lock.close();
      await alone(task);
      return true;
    });
    if (done === null) throw new Failure('renewal-running', { label: 'A key' });
  }

  const startAgain = () =>
    whileLocked(async () => {
      await asides.keep();
      // The second copy first: a first copy alone is a vault, a second alone is a damaged one.
      await second.remove(await vaultParts(second));
      await first.remove(await vaultParts(first));
    });

  /** In an order in which, whenever it ends, one of the two vaults is whole and the other is kept. */
  const bringBack = (id: string) =>
    whileLocked(async () => {
      const kept = await asides.read(id);
      if (kept === null) throw new Failure('aside-missing', {});
      await asides.keep();
      const parts = withBothHeads(kept.parts);
      await first.set(parts);
      await first.remove((await vaultParts(first)).filter((name) => !Object.hasOwn(parts, name)));
      await secondCopy.align(new Set(Object.keys(parts)));
      await asides.forget(id);
    });

  return {
    damage,
    useSecondCopy,
    leaveOut,
    startAgain,
    bringBack,
  };
}

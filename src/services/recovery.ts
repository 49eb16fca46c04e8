import type { Locks } from '../adapters/locks.ts';
import type { Stores } from '../adapters/storage.ts';
import type { Damage } from '../domain/damage.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import type { Asides } from './asides.ts';
import type { Ledger } from './ledger.ts';
import type { Lock } from './lock.ts';
import { createSecondCopy, vaultParts, withBothHeads } from './second-copy.ts';
import { stored } from './stored.ts';
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
}

export function createRecovery(needs: Needs): Recovery {
  const { stores, asides, locks, lock, ledger, vault } = needs;
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

  /** What an open vault can read now; a vault whose key has changed since is locked. */
  async function lookAgain(): Promise<void> {
    if ((await lock.current()) === null) return;
    try {
      await vault.withOpened(null, (opened) => vault.reopen(opened));
    } catch (error) {
      if (!isFailure(error, 'vault-damaged')) throw error;
      await lock.close();
    }
  }

  async function leaveOut(): Promise<void> {
    await vault.withOpened(null, async (opened) => {
      const without = await ledger.unreadable(opened);
      await vault.reopen(await ledger.commit(opened, { without }));
    });
  }

  async function startAgain(): Promise<void> {
    await lock.close();
    await alone(async () => {
      await asides.keep();
      // The second copy first: a first copy alone is a vault, a second alone is a damaged one.
      await second.remove(await vaultParts(second));
      await first.remove([...(await vaultParts(first)), stored.unlockBackOff.name]);
    });
  }

  /** In an order in which, whenever it ends, one of the two vaults is whole and the other is kept. */
  async function bringBack(id: string): Promise<void> {
    await lock.close();
    await alone(async () => {
      const kept = await asides.read(id);
      if (kept === null) throw new Failure('aside-missing', {});
      await asides.keep();
      const parts = withBothHeads(kept.parts);
      await first.set(parts);
      const others = (await vaultParts(first)).filter((name) => !Object.hasOwn(parts, name));
      await first.remove([...others, stored.unlockBackOff.name]);
      await secondCopy.align();
      await asides.forget(id);
    });
  }

  return {
    damage,
    useSecondCopy,
    leaveOut,
    startAgain,
    bringBack,
  };
}

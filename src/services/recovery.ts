import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import type { Stores } from '../adapters/storage.ts';
import type { Aside, Damage } from '../domain/damage.ts';
import { Failure, isFailure } from '../domain/failure.ts';
import { DAY } from '../domain/time.ts';
import type { Ledger } from './ledger.ts';
import type { Lock } from './lock.ts';
import { createSecondCopy, vaultParts, withBothHeads } from './second-copy.ts';
import { createShelf, stored } from './stored.ts';
import { VAULT_LOCK, type Vault } from './vault.ts';

const KEPT_FOR = 30 * DAY;

/** The ways out when the vault is damaged, or when nobody can open it any more. */
export interface Recovery {
  damage(): Promise<Damage>;
  /** Mends the vault with the whole parts of the second copy. @throws Failure `second-copy-missing` */
  useSecondCopy(): Promise<void>;
  /** Goes on without the records that neither copy has whole. @throws Failure `vault-locked` */
  leaveOut(): Promise<void>;
  /** Puts the vault aside, sealed as it is, and makes room for another one. */
  startAgain(): Promise<void>;
  /** The vaults that were put aside, newest first, each for thirty days. */
  asides(): Promise<Aside[]>;
  /** Puts one back; the vault in use now, if there is one, is put aside. @throws Failure `aside-missing` */
  bringBack(id: string): Promise<void>;
  forgetAside(id: string): Promise<void>;
}

interface Needs {
  stores: Stores;
  clock: Clock;
  random: Random;
  locks: Locks;
  lock: Lock;
  ledger: Ledger;
  vault: Vault;
}

export function createRecovery(needs: Needs): Recovery {
  const { stores, clock, random, locks, lock, ledger, vault } = needs;
  const { local: first, second } = stores;
  const secondCopy = createSecondCopy({ first, second });
  const shelf = createShelf(second);

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
      await putAside();
      // The second copy first: a first copy alone is a vault, a second alone is a damaged one.
      await second.remove(await vaultParts(second));
      await first.remove([...(await vaultParts(first)), stored.unlockBackOff.name]);
    });
  }

  /** Both copies together: of a damaged vault each may have what the other lacks. */
  async function putAside(): Promise<void> {
    const [own, other] = await Promise.all([
      first.get(await vaultParts(first)),
      second.get(await vaultParts(second)),
    ]);
    const parts = { ...other, ...own };
    if (Object.keys(parts).length === 0) return;
    const asideAtMs = clock.now();
    const value = { asideAtMs, untilMs: asideAtMs + KEPT_FOR, parts };
    await shelf.write([{ name: stored.aside(random.id()).name, value }]);
  }

  /** Those whose time is not over, newest first; the others are removed. */
  async function asides(): Promise<Aside[]> {
    const ids = (await second.names()).map(asideIdOf).filter((id) => id !== null);
    const kept: Aside[] = [];
    for (const id of ids) {
      const aside = await readAside(id);
      if (aside === null) continue;
      const { asideAtMs, untilMs } = aside;
      if (untilMs > clock.now()) kept.push({ id, asideAtMs, untilMs });
      else await forgetAside(id);
    }
    return kept.sort((a, b) => b.asideAtMs - a.asideAtMs);
  }

  async function readAside(id: string) {
    try {
      return await shelf.read(stored.aside(id));
    } catch (error) {
      if (isFailure(error, 'vault-damaged')) return null;
      throw error;
    }
  }

  const forgetAside = (id: string) => second.remove([stored.aside(id).name]);

  /** In an order in which, whenever it ends, one of the two vaults is whole and the other is kept. */
  async function bringBack(id: string): Promise<void> {
    await lock.close();
    await alone(async () => {
      const kept = await readAside(id);
      if (kept === null) throw new Failure('aside-missing', {});
      await putAside();
      const parts = withBothHeads(kept.parts);
      await first.set(parts);
      const others = (await vaultParts(first)).filter((name) => !Object.hasOwn(parts, name));
      await first.remove([...others, stored.unlockBackOff.name]);
      await secondCopy.align();
      await forgetAside(id);
    });
  }

  return {
    damage,
    useSecondCopy,
    leaveOut,
    startAgain,
    asides,
    bringBack,
    forgetAside,
  };
}

function asideIdOf(name: string): string | null {
  return /^aside\.(.+)$/.exec(name)?.[1] ?? null;
}

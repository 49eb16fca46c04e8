import type { Permissions } from '../adapters/permissions.ts';
import type { StorageArea } from '../adapters/storage.ts';
import { isFailure } from '../domain/failure.ts';
import { SYSTEM_LOCK_PERMISSIONS } from '../domain/optional-permission.ts';
import type { Lock } from './lock.ts';
import { createShelf, stored } from './stored.ts';

/** Locks the vault when the computer locks, for those who want it. Off by default. */
export interface SystemLock {
  /** Whether it is wanted, and the browser tells us. */
  isOn(): Promise<boolean>;
  set(on: boolean): Promise<void>;
  computerLocked(): Promise<void>;
}

interface Needs {
  area: StorageArea;
  permissions: Permissions;
  lock: Lock;
}

export function createSystemLock({ area, permissions, lock }: Needs): SystemLock {
  const shelf = createShelf(area);

  async function isWanted(): Promise<boolean> {
    try {
      return (await shelf.read(stored.systemLock))?.on ?? false;
    } catch (error) {
      // It was written once, so it was wanted once.
      if (isFailure(error, 'vault-damaged')) return true;
      throw error;
    }
  }

  async function computerLocked(): Promise<void> {
    // Whoever cannot find out locks: that is the safe way to be wrong.
    if (await isWanted().catch(() => true)) await lock.close();
  }

  return {
    isOn: async () => (await isWanted()) && (await permissions.grants(SYSTEM_LOCK_PERMISSIONS)),
    set: (on) => shelf.write([{ name: stored.systemLock.name, value: { on } }]),
    computerLocked,
  };
}

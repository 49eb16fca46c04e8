import type { Clock } from '../adapters/clock.ts';
import type { StorageArea } from '../adapters/storage.ts';
import { Failure } from '../domain/failure.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import { createShelf, stored } from './stored.ts';

const FREE_TRIES = 3;
const LONGEST_WAIT = 5 * MINUTE;

/** Makes whoever guesses wait: longer after each failure, and also after the worker died. */
export interface BackOff {
  /** How many tries failed so far. @throws Failure `unlock-wait` while the next one is not due */
  assertOver(): Promise<number>;
  note(failures: number): Promise<void>;
  /** When the next try is due; `null` when it is due now. */
  retryAtMs(): Promise<number | null>;
  forget(): Promise<void>;
}

export function createBackOff({ area, clock }: { area: StorageArea; clock: Clock }): BackOff {
  const shelf = createShelf(area);

  async function assertOver(): Promise<number> {
    const kept = await shelf.readWhole(stored.unlockBackOff);
    if (kept === null) return 0;
    const now = clock.now();
    if (kept.retryAtMs <= now) return kept.failures;
    // A wait longer than the longest can only come of a clock that was set back: it begins anew.
    const retryAtMs = Math.min(kept.retryAtMs, now + LONGEST_WAIT);
    if (retryAtMs < kept.retryAtMs) await write(kept.failures, retryAtMs);
    throw new Failure('unlock-wait', { retryAtMs });
  }

  async function note(failures: number): Promise<void> {
    const wait = failures <= FREE_TRIES ? 0 : 2 ** (failures - FREE_TRIES) * SECOND;
    await write(failures, clock.now() + Math.min(wait, LONGEST_WAIT));
  }

  async function retryAtMs(): Promise<number | null> {
    const due = (await shelf.readWhole(stored.unlockBackOff))?.retryAtMs ?? 0;
    const now = clock.now();
    return due > now ? Math.min(due, now + LONGEST_WAIT) : null;
  }

  async function write(failures: number, retryAtMs: number): Promise<void> {
    await shelf.write([{ name: stored.unlockBackOff.name, value: { failures, retryAtMs } }]);
  }

  return { assertOver, note, retryAtMs, forget: () => shelf.remove([stored.unlockBackOff.name]) };
}

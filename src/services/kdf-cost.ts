import type { Clock } from '../adapters/clock.ts';
import type { StorageArea } from '../adapters/storage.ts';
import { DEFAULT_KDF, deriveOnce, KDF_FLOOR, type KdfCost } from './slots.ts';
import { createShelf, stored } from './stored.ts';

/** How long a person may wait for the vault to open, about. */
const BEARABLE_MS = 800;
/** More memory before more passes: it is what costs a guesser with many machines. */
const STEPS_KIB = [DEFAULT_KDF.m, 98_304, 131_072, 196_608, 262_144];

/** How dear a passphrase is made on this computer: measured once, and never below the default. */
export type CostOf = () => Promise<KdfCost>;

export function createKdfCost({ area, clock }: { area: StorageArea; clock: Clock }): CostOf {
  const shelf = createShelf(area);

  /** With the cheapest allowed: from there the time grows with the memory. */
  async function measure(): Promise<KdfCost> {
    const startMs = clock.now();
    await deriveOnce(KDF_FLOOR);
    const msPerKib = (clock.now() - startMs) / KDF_FLOOR.m;
    const bearable = STEPS_KIB.filter((m) => m * msPerKib <= BEARABLE_MS);
    const cost = { ...DEFAULT_KDF, m: Math.max(DEFAULT_KDF.m, ...bearable) };
    await shelf.write([{ name: stored.kdfCost.name, value: cost }]);
    return cost;
  }

  return async () => {
    const kept = await shelf.readWhole(stored.kdfCost);
    return kept !== null && isAtLeastDefault(kept) ? kept : measure();
  };
}

/** What lies outside the seal can be changed by others: it may only make things dearer. */
function isAtLeastDefault({ m, t, p }: KdfCost): boolean {
  const known = STEPS_KIB.includes(m);
  return known && t === DEFAULT_KDF.t && p === DEFAULT_KDF.p;
}

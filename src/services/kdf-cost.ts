import type { Derive } from '../adapters/derive.ts';
import type { StorageArea } from '../adapters/storage.ts';
import { DEFAULT_KDF, KDF_FLOOR, type KdfCost } from '../domain/kdf-cost.ts';
import { createShelf, stored } from './stored.ts';

/** How long a person may wait for the vault to open, about. */
const BEARABLE_MS = 800;
/** More memory before more passes: it is what costs a guesser with many machines. */
const STEPS_KIB = [DEFAULT_KDF.m, 98_304, 131_072, 196_608, 262_144];
const SALT_BYTES = 16;

/** How dear a passphrase is made on this computer: measured once, and never below the default. */
export type CostOf = () => Promise<KdfCost>;

export function createKdfCost({ area, derive }: { area: StorageArea; derive: Derive }): CostOf {
  const shelf = createShelf(area);

  /** With the cheapest allowed, and a key of nothing: from there the time grows with the memory. */
  async function measure(): Promise<KdfCost> {
    const nothing = { password: new Uint8Array(SALT_BYTES), salt: new Uint8Array(SALT_BYTES) };
    const { tookMs } = await derive({ ...nothing, ...KDF_FLOOR });
    const msPerKib = tookMs / KDF_FLOOR.m;
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

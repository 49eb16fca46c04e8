import * as v from 'valibot';

/** How hard a passphrase is to guess: Argon2id with memory in KiB, passes, and lanes. */
export interface KdfCost {
  m: number;
  t: number;
  p: number;
}

/** 64 MiB, two passes: about half a second. */
export const DEFAULT_KDF: KdfCost = { m: 65_536, t: 2, p: 1 };
/** Weaker than the first is no protection, dearer than the second would keep people waiting for minutes. */
export const KDF_FLOOR: KdfCost = { m: 19_456, t: 2, p: 1 };
export const KDF_CEILING: KdfCost = { m: 262_144, t: 10, p: 4 };

const within = (name: keyof KdfCost) =>
  v.pipe(v.number(), v.integer(), v.minValue(KDF_FLOOR[name]), v.maxValue(KDF_CEILING[name]));

/** A cost within what is safe and bearable, as entries of a larger object's schema. */
export const kdfCostEntries = { m: within('m'), t: within('t'), p: within('p') };

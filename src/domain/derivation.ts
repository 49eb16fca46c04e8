import * as v from 'valibot';
import type { KdfCost } from './kdf-cost.ts';

/** How long a derived key is. */
export const DERIVED_BYTES = 32;

/** A password (as bytes) to make a key of, its salt, and how dear that is. */
export interface Derivation extends KdfCost {
  password: Uint8Array<ArrayBuffer>;
  salt: Uint8Array<ArrayBuffer>;
}

const derivedKeySchema = v.strictObject({
  key: v.pipe(
    v.instance(Uint8Array),
    v.check((key) => key.length === DERIVED_BYTES),
  ),
  tookMs: v.number(),
});

/** The key, and how long the derivation alone took, without what it took to get there. */
export type DerivedKey = v.InferOutput<typeof derivedKeySchema>;

/** What comes back over the port: the key, or why there is none. */
export const derivationReportSchema = v.union([
  derivedKeySchema,
  v.strictObject({ problem: v.picklist(['memory', 'stopped']) }),
]);
export type DerivationReport = v.InferOutput<typeof derivationReportSchema>;

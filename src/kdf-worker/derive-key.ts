import { argon2id } from '@noble/hashes/argon2.js';
import * as v from 'valibot';
import { DERIVED_BYTES, type Derivation, type DerivationReport } from '../domain/derivation.ts';
import { kdfCostEntries } from '../domain/kdf-cost.ts';

const SHORTEST_SALT = 16;

const derivationSchema = v.strictObject({
  password: v.custom<Derivation['password']>((given) => given instanceof Uint8Array),
  salt: v.pipe(v.instance(Uint8Array), v.minLength(SHORTEST_SALT)),
  ...kdfCostEntries,
});

/** Argon2id. Nothing is left of the password's bytes afterwards. */
export function deriveKey({ password, salt, m, t, p }: Derivation) {
  try {
    return argon2id(password, salt, { m, t, p, dkLen: DERIVED_BYTES });
  } finally {
    password.fill(0);
  }
}

/** Does one derivation, if it is one within bounds, and says how it went; never throws. */
export function carryOut(order: unknown, derive = deriveKey): DerivationReport {
  const derivation = v.safeParse(derivationSchema, order);
  if (!derivation.success) return { problem: 'stopped' };
  const startMs = performance.now();
  try {
    const key = derive(derivation.output);
    return { key, tookMs: performance.now() - startMs };
  } catch {
    // Within the bounds of the schema there is but one thing that can be refused.
    return { problem: 'memory' };
  }
}

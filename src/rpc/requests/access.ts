import * as v from 'valibot';
import { accessWaySchema } from '../../domain/access-way.ts';
import { passkeySecretSchema, proofSchema } from '../../domain/proof.ts';
import { nothing, type Requests, secretText, unlocked, unlockedOnce } from './request.ts';

const slotId = v.pipe(v.string(), v.maxLength(64));
const name = v.pipe(v.string(), v.maxLength(200));
const bytes = v.pipe(v.string(), v.regex(/^[\w-]{16,2000}$/));

/** Who may open the vault. */
export const accessRequests = {
  'access.ways': { ...unlocked, input: nothing, output: v.array(accessWaySchema) },
  /** `exposed`: somebody may know the old one, so everything is sealed anew with another vault key. */
  'access.change-passphrase': {
    ...unlockedOnce,
    input: v.strictObject({ proof: proofSchema, passphrase: secretText, exposed: v.boolean() }),
    output: nothing,
  },
  'access.add-passkey': {
    ...unlockedOnce,
    input: v.strictObject({
      proof: proofSchema,
      name,
      passkey: v.strictObject({ credentialId: bytes, salt: bytes, secret: passkeySecretSchema }),
    }),
    output: nothing,
  },
  'access.rename': { ...unlocked, input: v.strictObject({ slotId, name }), output: nothing },
  'access.remove': {
    ...unlockedOnce,
    input: v.strictObject({ proof: proofSchema, slotId }),
    output: nothing,
  },

  /**
   * A fresh recovery code; one that was shown before and not saved opens nothing any more. After
   * one was saved, only with a proof.
   */
  'recovery.begin': {
    ...unlocked,
    input: v.strictObject({ proof: v.nullable(proofSchema) }),
    output: v.object({ code: v.string(), slotId }),
  },
  'recovery.confirm': { ...unlocked, input: v.strictObject({ slotId }), output: nothing },
} as const satisfies Requests;

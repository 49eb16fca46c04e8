import * as v from 'valibot';
import { passkeySecretSchema, proofSchema } from '../../domain/proof.ts';
import { finding, nothing, type Requests, secretText, unlocked } from './request.ts';

const slotId = v.pipe(v.string(), v.maxLength(64));
const name = v.pipe(v.string(), v.maxLength(200));
const bytes = v.pipe(v.string(), v.regex(/^[\w-]{16,2000}$/));

/** Who may open the vault. */
export const accessRequests = {
  'access.ways': { ...finding, input: nothing },
  /** `exposed`: somebody may know the old one, so everything is sealed anew with another vault key. */
  'access.change-passphrase': {
    ...unlocked,
    input: v.strictObject({ proof: proofSchema, passphrase: secretText, exposed: v.boolean() }),
  },
  'access.add-passkey': {
    ...unlocked,
    input: v.strictObject({
      proof: proofSchema,
      name,
      passkey: v.strictObject({ credentialId: bytes, salt: bytes, secret: passkeySecretSchema }),
    }),
  },
  'access.rename': { ...unlocked, input: v.strictObject({ slotId, name }) },
  'access.remove': { ...unlocked, input: v.strictObject({ proof: proofSchema, slotId }) },
  /**
   * A fresh recovery code; one that was shown before and not saved opens nothing any more. After
   * one was saved, only with a proof.
   */
  'recovery.begin': { ...finding, input: v.strictObject({ proof: v.nullable(proofSchema) }) },
  'recovery.confirm': { ...unlocked, input: v.strictObject({ slotId }) },
} as const satisfies Requests;

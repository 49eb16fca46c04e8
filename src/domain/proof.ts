import * as v from 'valibot';

/** Thirty-two bytes, in canonical base64url. */
export const passkeySecretSchema = v.pipe(v.string(), v.regex(/^[\w-]{42}[048AEIMQUYcgkosw]$/));

const secretText = v.pipe(v.string(), v.maxLength(4_096));

/** What somebody gives to show that the vault is theirs: one line for each kind of slot. */
export const proofSchema = v.union([
  v.strictObject({ kind: v.literal('passphrase'), passphrase: secretText }),
  v.strictObject({ kind: v.literal('recovery'), code: secretText }),
  /** `secret` is what the authenticator made of the slot's salt (32 bytes, base64url). */
  v.strictObject({
    kind: v.literal('passkey'),
    slotId: v.string(),
    secret: passkeySecretSchema,
  }),
]);
export type Proof = v.InferOutput<typeof proofSchema>;

/** The most usual proof. */
export function byPassphrase(passphrase: string): Proof {
  return { kind: 'passphrase', passphrase };
}

import * as v from 'valibot';

/**
 * A token as a person asks for it. `kind` null: the system's first; `lifetimeSeconds` null: what is
 * usual. `extra` is the text of a JSON object, or "". `madeForSeconds` is what the worker answered
 * when it was created (epoch seconds, the server's clock); null: now.
 */
export const tokenWishSchema = v.strictObject({
  credentialId: v.pipe(v.string(), v.maxLength(64)),
  kind: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  lifetimeSeconds: v.nullable(v.number()),
  values: v.record(v.string(), v.pipe(v.string(), v.maxLength(4_096))),
  extra: v.pipe(v.string(), v.maxLength(16_384)),
  madeForSeconds: v.nullable(v.number()),
});
export type TokenWish = v.InferOutput<typeof tokenWishSchema>;

/** What is told of a token that was made; it is not in there. Instants are by the clock here. */
export const madeTokenSchema = v.object({
  label: v.string(),
  kindLabel: v.string(),
  /** Which of the credential's keys signs it: "API secret". */
  keyName: v.string(),
  /** The claims as JSON text, as they are signed. */
  claims: v.string(),
  madeForSeconds: v.number(),
  expiresAtMs: v.number(),
});
export type MadeToken = v.InferOutput<typeof madeTokenSchema>;

/** A stored key that signed a token. */
export const tokenSignerSchema = v.object({
  credentialId: v.string(),
  label: v.string(),
  keyName: v.string(),
  /** One that was replaced by a renewal. */
  previous: v.boolean(),
});
export type TokenSigner = v.InferOutput<typeof tokenSignerSchema>;

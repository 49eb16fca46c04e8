import * as v from 'valibot';

/**
 * Why a delivery is not taken as the system's own, or `null`. `secret-missing`: the key has no secret
 * for it; `header-missing`, `header-odd`: the signature (or its time) is not there, or is none;
 * `signature`: another secret, or a changed byte; `age`: signed, and older than five minutes.
 */
export const webhookProblemSchema = v.picklist([
  'secret-missing',
  'header-missing',
  'header-odd',
  'signature',
  'age',
]);
export type WebhookProblem = v.InferOutput<typeof webhookProblemSchema>;

/** What is known of a delivery. */
export const webhookVerdictSchema = v.object({
  problem: v.nullable(webhookProblemSchema),
  /** The header that the verdict went by: "x-zm-signature". */
  header: v.string(),
  /** "SHA-256"; `null` for a token that is compared. */
  algorithm: v.nullable(v.string()),
  /** When it was signed, where the system tells. */
  signedAtMs: v.nullable(v.number()),
  /** What the system wants to be answered, where it asks; only of a delivery that is its own. */
  reply: v.nullable(v.string()),
});
export type WebhookVerdict = v.InferOutput<typeof webhookVerdictSchema>;

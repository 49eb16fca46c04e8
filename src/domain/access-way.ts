import * as v from 'valibot';

/** A way to open the vault, as its owner sees it. */
export const accessWaySchema = v.object({
  id: v.string(),
  kind: v.picklist(['passphrase', 'recovery', 'passkey']),
  name: v.string(),
  /** `null` for one that is older than Latchkey's memory of it. */
  createdAtMs: v.nullable(v.number()),
  /** Whether it is in force: a recovery code is once somebody has said that it is saved. */
  saved: v.boolean(),
});
export type AccessWay = v.InferOutput<typeof accessWaySchema>;

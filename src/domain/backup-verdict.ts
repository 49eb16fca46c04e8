import * as v from 'valibot';

/**
 * How a key of a backup stands to the vault: `new` is not in it; `twin` is, under another entry;
 * `same` is in it just so; `newer` changed after the vault's; `older` did not, so the vault's stays;
 * `renewed` was replaced in the vault by a newer key, which stays.
 */
export const verdictSchema = v.picklist(['new', 'twin', 'same', 'newer', 'older', 'renewed']);
export type Verdict = v.InferOutput<typeof verdictSchema>;

/** Whether a key that stands so may be taken out of the backup. */
export function isTakeable(verdict: Verdict): boolean {
  return verdict === 'new' || verdict === 'twin' || verdict === 'newer';
}

import * as v from 'valibot';
import { credentialFieldsSchema } from './credential.ts';

/** The most keys that are taken out of one file. */
export const MOST_IMPORTED = 300;
/** No date is longer (in characters). */
export const LONGEST_WRITTEN_DATE = 100;

/** A key out of a file, as a page would save it. */
export const importDraftSchema = v.strictObject({
  provider: v.pipe(v.string(), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(1_000)),
  description: v.pipe(v.string(), v.maxLength(10_000)),
  expiresAtMs: v.nullable(v.number()),
  /** A date that only the key's system may understand; '' without one. */
  expires: v.pipe(v.string(), v.maxLength(LONGEST_WRITTEN_DATE)),
  fields: credentialFieldsSchema,
});
export type ImportDraft = v.InferOutput<typeof importDraftSchema>;

/** What there is to say of a draft; no value of it comes back. */
export const importVerdictSchema = v.object({
  /** The fields that make the key, and of the others those that the draft has. */
  fields: v.array(
    v.object({
      name: v.string(),
      /** How many characters it has as it would be kept; 0: none. */
      length: v.number(),
      /** What is wrong, as the end of a sentence; `null` when it is good. */
      problem: v.nullable(v.string()),
    }),
  ),
  expiresAtMs: v.nullable(v.number()),
  /** A key with the same secrets: in the vault, as a previous key of it, or earlier in the file. */
  same: v.nullable(
    v.object({ label: v.string(), where: v.picklist(['vault', 'previous', 'file']) }),
  ),
});
export type ImportVerdict = v.InferOutput<typeof importVerdictSchema>;

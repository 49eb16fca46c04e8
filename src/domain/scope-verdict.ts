import * as v from 'valibot';
import { refusalSchema } from './url-rule.ts';

/**
 * What one list of rules says to a request. `local` is what Latchkey was told, `remote` what the
 * system itself has of the key.
 */
const listVerdictSchema = v.object({
  list: v.picklist(['local', 'remote']),
  /** `null`: allowed. */
  refusal: v.nullable(refusalSchema),
  /** The rule that opens it, or comes nearest: "GET /api/audit/*"; `null`: none. */
  rule: v.nullable(v.string()),
  /** The place of that rule, from 1. */
  place: v.number(),
});
export type ListVerdict = v.InferOutput<typeof listVerdictSchema>;

/** Each list in turn, up to the one that denies; empty where nothing bounds the credential. */
export const scopeVerdictSchema = v.object({ lists: v.array(listVerdictSchema) });
export type ScopeVerdict = v.InferOutput<typeof scopeVerdictSchema>;

import * as v from 'valibot';
import { refusalSchema, urlRuleSchema } from './url-rule.ts';

/**
 * One of a credential's rules: `local` are those that Latchkey was told, `remote` those that the
 * system itself has of the key. `place` counts from 1.
 */
export const placedRuleSchema = v.object({
  list: v.picklist(['local', 'remote']),
  place: v.number(),
  ...urlRuleSchema.entries,
});
export type PlacedRule = v.InferOutput<typeof placedRuleSchema>;

/** Whether a credential may be used for a request, and why. */
export const scopeVerdictSchema = v.variant('allowed', [
  /** By one rule of each list; by none where there is no list. */
  v.object({ allowed: v.literal(true), by: v.array(placedRuleSchema) }),
  v.object({
    allowed: v.literal(false),
    list: v.picklist(['local', 'remote']),
    refusal: refusalSchema,
    /** The rule that comes nearest. */
    nearest: v.nullable(placedRuleSchema),
  }),
]);
export type ScopeVerdict = v.InferOutput<typeof scopeVerdictSchema>;

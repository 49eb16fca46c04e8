import * as v from 'valibot';

/** What was chosen for whatever is shown, outside the vault: it counts while that is locked, too. */
export const screenSchema = v.looseObject({
  /** Whether emails, numbers, hosts and names are masked; `null`: never chosen. */
  presenting: v.optional(v.nullable(v.boolean()), null),
});
export type ScreenChoice = v.InferOutput<typeof screenSchema>;

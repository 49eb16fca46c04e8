import * as v from 'valibot';

/** The phases of a renewal, in their order; `unknown`: the server may have made a key or not. */
export const renewalPhaseSchema = v.picklist([
  'preflight',
  'intent',
  'answered',
  'parsed',
  'promoted',
  'unknown',
]);
export type RenewalPhase = v.InferOutput<typeof renewalPhaseSchema>;

/** How a renewal stands, as pages see it. */
export const renewalReportSchema = v.object({
  phase: renewalPhaseSchema,
  label: v.string(),
  startedAtMs: v.number(),
  /** Of the new key; `null` until it is known. */
  newKeyHint: v.nullable(v.string()),
  newExpiresAtMs: v.nullable(v.number()),
});
export type RenewalReport = v.InferOutput<typeof renewalReportSchema>;

/** The end of a key's name, enough to tell two apart: "…f1b9fd1". */
export function keyHint(apiKey: string): string {
  return apiKey.length > 8 ? `…${apiKey.slice(-7)}` : apiKey;
}

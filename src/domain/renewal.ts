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

/**
 * What a renewal is about: a new key in the place of the one in use (`replace`), or, where that one
 * leaked, turning it off once the new one is in use (`retire`).
 */
export const renewalStageSchema = v.picklist(['replace', 'retire']);
export type RenewalStage = v.InferOutput<typeof renewalStageSchema>;

/** How a renewal stands, as pages see it. */
export const renewalReportSchema = v.object({
  phase: renewalPhaseSchema,
  stage: renewalStageSchema,
  /** Whether the key that is replaced leaked. */
  leaked: v.boolean(),
  /** Whether somebody is at work on it at this moment. */
  running: v.boolean(),
  label: v.string(),
  startedAtMs: v.number(),
  /** Of the new key; `null` until it is known. */
  newKeyHint: v.nullable(v.string()),
  newExpiresAtMs: v.nullable(v.number()),
});
export type RenewalReport = v.InferOutput<typeof renewalReportSchema>;

/** An answer of a server that is kept because it may hold a key, without what is in it. */
export const keptAnswerSchema = v.object({
  id: v.string(),
  /** Whether the present renewal goes on from it; else it was put away. */
  current: v.boolean(),
  startedAtMs: v.number(),
  host: v.string(),
  characters: v.number(),
});
export type KeptAnswer = v.InferOutput<typeof keptAnswerSchema>;

/** The end of a key's name, enough to tell two apart: "…f1b9fd1". */
export function keyHint(apiKey: string): string {
  return apiKey.length > 8 ? `…${apiKey.slice(-7)}` : apiKey;
}

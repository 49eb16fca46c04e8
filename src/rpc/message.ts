import * as v from 'valibot';

/** What a page sends. */
export const questionSchema = v.strictObject({ call: v.string(), input: v.unknown() });

/** What the worker sends back. */
export const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), failure: v.unknown() }),
]);
export type Answer = v.InferOutput<typeof answerSchema>;

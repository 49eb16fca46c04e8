import * as v from 'valibot';

/** Something that a kind of token is asked for besides its lifetime. */
export const tokenFieldSchema = v.object({
  /** The claim's own name. */
  name: v.string(),
  label: v.string(),
  kind: v.picklist(['text', 'number', 'choice', 'switch']),
  required: v.boolean(),
  initial: v.string(),
  /** The values of a `choice`, in their order. */
  options: v.optional(v.array(v.object({ value: v.string(), label: v.string() })), []),
});
export type TokenField = v.InferOutput<typeof tokenFieldSchema>;

/** A kind of token that a system takes, and how long one may live (in seconds). */
export const tokenKindSchema = v.object({
  id: v.string(),
  label: v.string(),
  least: v.number(),
  most: v.number(),
  /** Beyond this a warning is shown; the system does not refuse it. */
  advised: v.number(),
  usual: v.number(),
  fields: v.optional(v.array(tokenFieldSchema), []),
  /** Its secret is written down in base64; absent: it is the text itself. */
  secretIn: v.exactOptional(v.literal('base64')),
});
export type TokenKind = v.InferOutput<typeof tokenKindSchema>;

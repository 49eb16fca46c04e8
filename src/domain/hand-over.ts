import * as v from 'valibot';
import { credentialFieldsSchema } from './credential.ts';
import { urlRulesSchema } from './url-rule.ts';

/** How a request came to its end. */
export const endingSchema = v.picklist(['kept', 'refused', 'withdrawn', 'expired']);
export type Ending = v.InferOutput<typeof endingSchema>;

/** What travels from one vault to another, sealed: one key, without ids and previous keys. */
export const handedKeySchema = v.object({
  /**
   * Another number is another shape: a later one may allow less than this version would. 2 is a key
   * with rules, which a Latchkey that knows only 1 would have left out.
   */
  format: v.picklist([1, 2]),
  provider: v.pipe(v.string(), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(1_000)),
  description: v.pipe(v.string(), v.maxLength(10_000)),
  expiresAtMs: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(Date.UTC(9999, 0)))),
  lookUpOnly: v.boolean(),
  fields: credentialFieldsSchema,
  rules: v.optional(urlRulesSchema, []),
});
export type HandedKey = v.InferOutput<typeof handedKeySchema>;

/** How receiving a key stands, as pages see it: no secret in it. */
export const standingSchema = v.variant('phase', [
  /** Nothing is asked for; how the last request ended, where that is of interest. */
  v.object({ phase: v.literal('none'), ended: v.nullable(endingSchema) }),
  v.object({
    phase: v.literal('open'),
    requestId: v.string(),
    /** What the colleague needs. */
    text: v.string(),
    fingerprint: v.string(),
    endsAtMs: v.number(),
  }),
  /** A key has come and waits for a yes or no. */
  v.object({
    phase: v.literal('opened'),
    requestId: v.string(),
    system: v.string(),
    label: v.string(),
    /** The label that it would get here: a taken one gets a number. */
    keptAs: v.string(),
    description: v.string(),
    /** The hosts (and ports) that its requests would go to, and the permissions that this needs. */
    hosts: v.array(v.string()),
    origins: v.array(v.string()),
    expiresAtMs: v.nullable(v.number()),
    lookUpOnly: v.boolean(),
    rules: urlRulesSchema,
    decideByMs: v.number(),
  }),
]);
export type Standing = v.InferOutput<typeof standingSchema>;

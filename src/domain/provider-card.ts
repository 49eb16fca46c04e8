import * as v from 'valibot';
import { methodSchema } from './url-rule.ts';

/** What a system can do for people; what it lacks is absent from its card. */
export const abilitySchema = v.picklist(['meetings', 'sites', 'renewal']);
export type Ability = v.InferOutput<typeof abilitySchema>;

/** Holds where another field has one of these values, and is itself there. */
export const conditionSchema = v.object({ field: v.string(), values: v.array(v.string()) });
export type Condition = v.InferOutput<typeof conditionSchema>;

/** A request that a system is known to take, below the base URL, and the ability that sends it. */
export const knownCallSchema = v.object({
  ability: abilitySchema,
  /** Another ability that tries keys with it, and so cannot do without. */
  triesFor: v.optional(abilitySchema),
  method: methodSchema,
  path: v.string(),
});
export type KnownCall = v.InferOutput<typeof knownCallSchema>;

/** One field of a credential's form. Secret ones never travel back to a page. */
export const fieldCardSchema = v.object({
  name: v.string(),
  label: v.string(),
  /** `choice`: one of `options`; `switch`: "yes" or ""; `rules`: lines as `writeRules` makes them. */
  kind: v.picklist(['text', 'email', 'url', 'number', 'secret', 'choice', 'switch', 'rules']),
  required: v.boolean(),
  advanced: v.boolean(),
  initial: v.string(),
  help: v.string(),
  /** What files call it besides its name and label, in lower case: "api secret". For imports. */
  synonyms: v.array(v.string()),
  /** The values of a `choice`, the methods of `rules`, in their order. */
  options: v.optional(v.array(v.object({ value: v.string(), label: v.string() })), []),
  /** When the field is there at all; `null`: always. A field that is not there is empty. */
  onlyWhen: v.optional(v.nullable(conditionSchema), null),
});
export type FieldCard = v.InferOutput<typeof fieldCardSchema>;

/** A system as pages know it: what to ask for in its form and what it can do. */
export const providerCardSchema = v.object({
  id: v.string(),
  label: v.string(),
  /** What files call it besides its id and label, in lower case: "webex". For imports. */
  synonyms: v.array(v.string()),
  about: v.string(),
  /** How long a key of this system lives, for the form: a sentence. */
  expiryHelp: v.string(),
  /** So many days after its expiry the system deletes a key; `null`: it does not. */
  deletedAfterDays: v.nullable(v.number()),
  abilities: v.array(abilitySchema),
  fields: v.array(fieldCardSchema),
  /** Which keys can expire; `null`: every one. */
  expiresOnly: v.optional(v.nullable(conditionSchema), null),
  calls: v.optional(v.array(knownCallSchema), []),
  /** Where a person applies for a key; `null` where there is no public place. */
  registration: v.nullable(v.string()),
});
export type ProviderCard = v.InferOutput<typeof providerCardSchema>;

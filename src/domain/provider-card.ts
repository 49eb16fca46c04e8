import * as v from 'valibot';

/** What a system can do for people; what it lacks is absent from its card. */
export const abilitySchema = v.picklist(['meetings', 'sites', 'renewal']);
export type Ability = v.InferOutput<typeof abilitySchema>;

/** One field of a credential's form. Secret ones never travel back to a page. */
export const fieldCardSchema = v.object({
  name: v.string(),
  label: v.string(),
  kind: v.picklist(['text', 'email', 'url', 'number', 'secret']),
  required: v.boolean(),
  advanced: v.boolean(),
  initial: v.string(),
  help: v.string(),
  /** What files call it besides its name and label, in lower case: "api secret". For imports. */
  synonyms: v.array(v.string()),
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
  /** Where a person applies for a key; `null` where there is no public place. */
  registration: v.nullable(v.string()),
});
export type ProviderCard = v.InferOutput<typeof providerCardSchema>;

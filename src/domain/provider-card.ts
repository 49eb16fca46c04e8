import * as v from 'valibot';
import { tokenKindSchema } from './token-kind.ts';
import { methodSchema } from './url-rule.ts';

/** What a system can do for people; what it lacks is absent from its card. */
export const abilitySchema = v.picklist(['meetings', 'sites', 'renewal', 'tokens', 'webhooks']);
export type Ability = v.InferOutput<typeof abilitySchema>;

/** Holds where another field has one of these values, and is itself there. */
export const conditionSchema = v.object({ field: v.string(), values: v.array(v.string()) });
export type Condition = v.InferOutput<typeof conditionSchema>;

/** One of a system's APIs that has a host of its own. */
export const apiNameSchema = v.object({ id: v.string(), label: v.string() });
export type ApiName = v.InferOutput<typeof apiNameSchema>;

/** A request that a system is known to take, below the base URL, and the ability that sends it. */
export const knownCallSchema = v.object({
  ability: abilitySchema,
  /** Another ability that tries keys with it, and so cannot do without. */
  triesFor: v.optional(abilitySchema),
  method: methodSchema,
  path: v.string(),
});
export type KnownCall = v.InferOutput<typeof knownCallSchema>;

/** One field of a credential's form, as the worker knows it. Secret ones never travel back to a page. */
export const fieldFactsSchema = v.object({
  name: v.string(),
  label: v.string(),
  /** `choice`: one of `options`; `switch`: "yes" or ""; `rules`: lines as `writeRules` makes them. */
  kind: v.picklist(['text', 'email', 'url', 'number', 'secret', 'choice', 'switch', 'rules']),
  required: v.boolean(),
  advanced: v.boolean(),
  initial: v.string(),
  /**
   * The values of a `choice`, the methods of `rules`, in their order. `urls`: the base URLs that come
   * with it, by the system's APIs.
   */
  options: v.optional(
    v.array(
      v.object({
        value: v.string(),
        label: v.string(),
        urls: v.exactOptional(v.record(v.string(), v.string())),
      }),
    ),
    [],
  ),
  /** When the field is there at all; `null`: always. A field that is not there is empty. */
  onlyWhen: v.optional(v.nullable(conditionSchema), null),
  /** The API whose requests go to this address: a `url`, or a `secret` that is one. */
  hostOf: v.exactOptional(v.string()),
});
export type FieldFacts = v.InferOutput<typeof fieldFactsSchema>;

/** A system as the worker tells of it: what its form asks for and what it can do. */
export const providerFactsSchema = v.object({
  id: v.string(),
  label: v.string(),
  /** So many days after its expiry the system deletes a key; `null`: it does not. */
  deletedAfterDays: v.nullable(v.number()),
  abilities: v.array(abilitySchema),
  fields: v.array(fieldFactsSchema),
  /** Which keys can expire; `null`: every one. */
  expiresOnly: v.optional(v.nullable(conditionSchema), null),
  calls: v.optional(v.array(knownCallSchema), []),
  /** The kinds of tokens that are handed out by themselves, in their order. */
  tokens: v.optional(v.array(tokenKindSchema), []),
  /** Its APIs where it has several; the first is the usual one. */
  apis: v.exactOptional(v.array(apiNameSchema)),
  /** Where a person applies for a key; `null` where there is no public place. */
  registration: v.nullable(v.string()),
});
export type ProviderFacts = v.InferOutput<typeof providerFactsSchema>;

/** One way to prove who asks: what it is called, and the fields that it takes. */
export interface Authentication {
  label: string;
  fields: readonly string[];
}

/** What one of a system's APIs takes as a proof. The first whose fields are all filled in is sent, and it alone. */
export interface ApiAuthentication {
  label: string;
  takes: readonly Authentication[];
}

/** What is said of a field, what files call it, and what its options are called that have no label of their own. */
export interface FieldWords {
  help?: string;
  synonyms?: readonly string[];
  options?: Readonly<Record<string, string>>;
}

/** What is said of a system, and what files call it: for pages alone. */
export interface CardWords {
  /** One sentence for the form: what such a key is for. */
  about: string;
  /** How long a key lives and who says so: a sentence. */
  expiryHelp: string;
  /** What files call the system besides its id and label, in lower case: "webex". For imports. */
  synonyms: readonly string[];
  /** Which of its APIs takes which proof, where they differ. */
  authentication?: readonly ApiAuthentication[];
  /** The line of that table which a request falls under; `path` is below the API's base URL. */
  authenticationOf?: (api: string | undefined, path: string) => ApiAuthentication | undefined;
  /** By the field's name: help for the form; what files call it besides its name and label. */
  fields: Readonly<Record<string, FieldWords>>;
}

/** A field as its form draws it. */
export interface FieldCard extends FieldFacts {
  help: string;
  synonyms: readonly string[];
}

/** A system as pages know it: the worker's facts, and the words that go with them. */
export interface ProviderCard extends Omit<ProviderFacts, 'fields'>, Omit<CardWords, 'fields'> {
  fields: FieldCard[];
}

const SILENT: CardWords = { about: '', expiryHelp: '', synonyms: [], fields: {} };

/** Puts words to facts; a system may have none. */
export function cardOf(facts: ProviderFacts, words = SILENT): ProviderCard {
  const { fields: fieldWords, ...said } = words;
  const fields = facts.fields.map((field) => {
    const { help = '', synonyms = [], options: labels = {} } = fieldWords[field.name] ?? {};
    const options = field.options.map((option) => ({
      ...option,
      label: labels[option.value] ?? option.label,
    }));
    return { ...field, help, synonyms, options };
  });
  return { ...facts, ...said, fields };
}

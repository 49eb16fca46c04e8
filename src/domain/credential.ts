import * as v from 'valibot';
import { automaticMarkSchema } from './automatic-renewal.ts';
import { abilitySchema } from './provider-card.ts';
import { renewalPhaseSchema } from './renewal.ts';
import { urlRulesSchema } from './url-rule.ts';

/** The fields of a credential by the names of its system's form, secrets among them. */
export const credentialFieldsSchema = v.record(v.string(), v.string());
export type CredentialFields = v.InferOutput<typeof credentialFieldsSchema>;

/** A key that was replaced by a renewal and kept: it works until its own expiry. */
export const previousKeySchema = v.looseObject({
  id: v.string(),
  fields: credentialFieldsSchema,
  expiresAtMs: v.nullable(v.number()),
  replacedAtMs: v.number(),
  /** Whether it leaked, and the server takes it still or no more; absent in older vaults. */
  leaked: v.optional(v.nullable(v.picklist(['live', 'off'])), null),
});
export type PreviousKey = v.InferOutput<typeof previousKeySchema>;

/** A credential as the vault keeps it, sealed. Never leaves the worker. */
export const credentialSchema = v.looseObject({
  id: v.string(),
  /** Counts changes, so that a form that was opened on an older one is noticed. */
  version: v.number(),
  provider: v.string(),
  label: v.string(),
  description: v.string(),
  expiresAtMs: v.nullable(v.number()),
  disabled: v.boolean(),
  /** Received from somebody who allowed look-ups and nothing else; absent in older vaults. */
  lookUpOnly: v.optional(v.boolean(), false),
  /** The URLs that it may be used for here; none: all on its own hosts. Absent in older vaults. */
  rules: v.optional(urlRulesSchema, []),
  /** Deleted some days after its expiry (`services/expiry-watch.ts`); absent in older vaults. */
  deleteAfterExpiry: v.optional(v.boolean(), false),
  fields: credentialFieldsSchema,
  previous: v.array(previousKeySchema),
  createdAtMs: v.number(),
});
export type Credential = v.InferOutput<typeof credentialSchema>;

/** Whether a key may be copied out of this vault: asked by whatever makes a copy of it. */
export function mayLeave({ lookUpOnly }: Pick<Credential, 'lookUpOnly'>): boolean {
  return !lookUpOnly;
}

/** A credential as pages see it: no secret in it. */
export const credentialSummarySchema = v.object({
  id: v.string(),
  version: v.number(),
  provider: v.string(),
  providerLabel: v.string(),
  label: v.string(),
  description: v.string(),
  expiresAtMs: v.nullable(v.number()),
  expired: v.boolean(),
  disabled: v.boolean(),
  /** Can only be used for look-ups, and stays in this vault. */
  lookUpOnly: v.boolean(),
  rules: urlRulesSchema,
  deleteAfterExpiry: v.boolean(),
  /** At the first unlock after this it is deleted; `null`: it stays. */
  deletesAtMs: v.nullable(v.number()),
  abilities: v.array(abilitySchema),
  /** The fields that are not secret, for the form. */
  fields: credentialFieldsSchema,
  /** Names of the secret fields that hold something. */
  secretsSet: v.array(v.string()),
  /** The match patterns of the hosts that its requests go to, and whether the browser allows all of them. */
  origins: v.array(v.string()),
  hostAllowed: v.boolean(),
  /** The phase of a renewal that was begun and is not over; `null`: none. */
  renewal: v.nullable(renewalPhaseSchema),
  /** `null`: it is not to be renewed without being asked for, or not yet. */
  automatic: v.nullable(automaticMarkSchema),
  previous: v.array(
    v.object({
      id: v.string(),
      hint: v.string(),
      expiresAtMs: v.nullable(v.number()),
      replacedAtMs: v.number(),
      leaked: v.nullable(v.picklist(['live', 'off'])),
    }),
  ),
});
export type CredentialSummary = v.InferOutput<typeof credentialSummarySchema>;

import * as v from 'valibot';
import { credentialFieldsSchema } from '../../domain/credential.ts';
import { urlRulesSchema } from '../../domain/url-rule.ts';
import { credentialId, nothing, open, type Requests, unlocked } from './request.ts';

const credentialDraftSchema = v.strictObject({
  /** `null` for a new credential. */
  id: v.nullable(credentialId),
  /** The version that the form was opened on; 0 for a new credential. */
  version: v.number(),
  provider: v.pipe(v.string(), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(1_000)),
  description: v.pipe(v.string(), v.maxLength(10_000)),
  /** A local date and time as `YYYY-MM-DDTHH:mm` already turned into an instant; `null`: never. */
  expiresAtMs: v.nullable(v.number()),
  /** Absent: as it was, or as its system does. */
  deleteAfterExpiry: v.optional(v.boolean()),
  /** An empty secret of a stored credential keeps what is stored. */
  fields: credentialFieldsSchema,
  /** Names of secrets of which nothing is kept; what is typed in their place counts. */
  emptied: v.optional(v.array(v.pipe(v.string(), v.maxLength(100)))),
  /** All of them, also where nothing changed: a form that forgot them must not open the key. */
  rules: urlRulesSchema,
});
export type CredentialDraft = v.InferOutput<typeof credentialDraftSchema>;

/** The keys, and the systems that they are for. */
export const credentialRequests = {
  'providers.list': { ...open, input: nothing },
  'credentials.save': { ...unlocked, input: credentialDraftSchema },
  'credentials.set-disabled': {
    ...unlocked,
    input: v.strictObject({ id: credentialId, disabled: v.boolean() }),
  },
  'credentials.delete': { ...unlocked, input: v.strictObject({ id: credentialId }) },
} as const satisfies Requests;

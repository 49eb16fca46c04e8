import * as v from 'valibot';
import { extraFieldSchema, meetingPasswordsSchema, meetingSchema } from '../../domain/meeting.ts';
import { proofSchema } from '../../domain/proof.ts';
import { siteSchema } from '../../domain/site.ts';
import { credentialId, type Requests, typedText, unlocked } from './request.ts';

const askedWith = v.object({ id: v.string(), label: v.string(), provider: v.string() });

/** Meetings and sites. */
export const lookupRequests = {
  /** `credentialId` null: the first key that can. */
  'lookup.meeting': {
    ...unlocked,
    input: v.strictObject({ sessionKey: typedText, credentialId: v.nullable(credentialId) }),
    output: v.object({ meeting: meetingSchema, askedWith, askedAtMs: v.number() }),
  },
  /** The passwords of a meeting, asked for anew, after the passphrase, or what else opens the vault, was given again. */
  'lookup.reveal-passwords': {
    ...unlocked,
    input: v.strictObject({ sessionKey: typedText, credentialId, proof: proofSchema }),
    output: meetingPasswordsSchema,
  },
  'lookup.sites': {
    ...unlocked,
    input: v.strictObject({ email: typedText, credentialId: v.nullable(credentialId) }),
    output: v.object({
      email: v.string(),
      sites: v.array(siteSchema),
      more: v.array(extraFieldSchema),
      askedWith,
      askedAtMs: v.number(),
    }),
  },
} as const satisfies Requests;

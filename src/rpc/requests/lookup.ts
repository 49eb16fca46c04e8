import * as v from 'valibot';
import { proofSchema } from '../../domain/proof.ts';
import { credentialId, finding, type Requests, typedText } from './request.ts';

/** Meetings and sites. */
export const lookupRequests = {
  /** `credentialId` null: the first key that can. */
  'lookup.meeting': {
    ...finding,
    input: v.strictObject({ sessionKey: typedText, credentialId: v.nullable(credentialId) }),
  },
  /** The passwords of a meeting, asked for anew, after the passphrase, or what else opens the vault, was given again. */
  'lookup.reveal-passwords': {
    ...finding,
    input: v.strictObject({ sessionKey: typedText, credentialId, proof: proofSchema }),
  },
  'lookup.sites': {
    ...finding,
    input: v.strictObject({ email: typedText, credentialId: v.nullable(credentialId) }),
  },
} as const satisfies Requests;

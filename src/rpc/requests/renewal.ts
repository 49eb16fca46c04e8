import * as v from 'valibot';
import { automaticDaysSchema } from '../../domain/automatic-renewal.ts';
import { credentialFieldsSchema } from '../../domain/credential.ts';
import { proofSchema } from '../../domain/proof.ts';
import { credentialId, finding, nothing, type Requests, unlocked } from './request.ts';

const ofOne = v.strictObject({ credentialId });
const answerId = v.pipe(v.string(), v.maxLength(128));
/** `version`: of the key as the page shows it; another one is not renewed unseen. */
const beginning = v.strictObject({ credentialId, version: v.optional(v.number()) });

/** New keys for old ones. */
export const renewalRequests = {
  'renewal.start': { ...unlocked, input: beginning },
  /** The key in use leaked: renews it, and turns it off once the new one is in use. */
  'renewal.leaked': { ...unlocked, input: beginning },
  /** How the renewal of this key stands; `null`: none was begun. */
  'renewal.report': { ...finding, input: ofOne },
  /** Takes up a renewal that was interrupted after the server's answer was kept. */
  'renewal.resume': { ...unlocked, input: ofOne },
  /** Puts the journal of a finished or unknown renewal away. */
  'renewal.dismiss': { ...unlocked, input: ofOne },
  /** Puts a previous key back into use; the current one becomes a previous one. */
  'renewal.go-back': {
    ...unlocked,
    input: v.strictObject({ credentialId, previousId: v.string() }),
  },
  /** A key that was typed, out of a mail or of an answer: tested, and put to use. */
  'renewal.enter-key': {
    ...unlocked,
    input: v.strictObject({
      credentialId,
      fields: credentialFieldsSchema,
      expiresAtMs: v.nullable(v.number()),
    }),
  },
  /** The answers that are kept of this key's renewals, without what is in them. */
  'renewal.answers': { ...finding, input: ofOne },
  /** What is in one of them, after the passphrase, or what else opens the vault, was given again. */
  'renewal.reveal-answer': {
    ...finding,
    input: v.strictObject({ credentialId, answerId, proof: proofSchema }),
  },
  /** Takes an answer away that was put aside. */
  'renewal.forget-answer': { ...unlocked, input: v.strictObject({ credentialId, answerId }) },
  'renewal.automatic': { ...finding, input: nothing },
  'renewal.set-automatic': { ...unlocked, input: v.strictObject({ days: automaticDaysSchema }) },
} as const satisfies Requests;

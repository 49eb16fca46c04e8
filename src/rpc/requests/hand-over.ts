import * as v from 'valibot';
import { proofSchema } from '../../domain/proof.ts';
import { credentialId, finding, nothing, type Requests, unlocked } from './request.ts';

/** More than is ever read, so that a text that is too long is told so in words. */
const pastedText = v.pipe(v.string(), v.maxLength(1_000_000));
const requestId = v.pipe(v.string(), v.maxLength(64));

/** One key from one vault to another. */
export const handOverRequests = {
  /** How receiving stands. */
  'hand-over.standing': { ...finding, input: nothing },
  /** Asks for a key; a request that is open already stays the one. */
  'hand-over.make-request': { ...finding, input: nothing },
  'hand-over.withdraw': { ...finding, input: v.strictObject({ requestId }) },
  /** Opens what came: from then on the request opens nothing else. */
  'hand-over.open': { ...finding, input: v.strictObject({ text: pastedText }) },
  /** Makes a new key of what came. */
  'hand-over.keep': { ...unlocked, input: v.strictObject({ requestId }) },
  'hand-over.refuse': { ...finding, input: v.strictObject({ requestId }) },
  /** What a colleague's request says, for the giver to compare. */
  'hand-over.read-request': { ...finding, input: v.strictObject({ text: pastedText }) },
  /** Seals a key for that request, after the passphrase was given again. */
  'hand-over.give': {
    ...finding,
    input: v.strictObject({
      request: pastedText,
      credentialId,
      lookUpOnly: v.boolean(),
      /** Whoever gives says that the fingerprints were compared. */
      compared: v.literal(true),
      proof: proofSchema,
    }),
  },
} as const satisfies Requests;

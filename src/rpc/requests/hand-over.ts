import * as v from 'valibot';
import { standingSchema } from '../../domain/hand-over.ts';
import { proofSchema } from '../../domain/proof.ts';
import { credentialId, nothing, type Requests, unlocked, unlockedOnce } from './request.ts';

/** More than is ever read, so that a text that is too long is told so in words. */
const pastedText = v.pipe(v.string(), v.maxLength(1_000_000));
const requestId = v.pipe(v.string(), v.maxLength(64));

/** One key from one vault to another. */
export const handOverRequests = {
  /** How receiving stands. */
  'hand-over.standing': { ...unlocked, input: nothing, output: standingSchema },
  /** Asks for a key; a request that is open already stays the one. */
  'hand-over.make-request': { ...unlocked, input: nothing, output: standingSchema },
  'hand-over.withdraw': {
    ...unlocked,
    input: v.strictObject({ requestId }),
    output: standingSchema,
  },
  /** Opens what came: from then on the request opens nothing else. */
  'hand-over.open': {
    ...unlocked,
    input: v.strictObject({ text: pastedText }),
    output: standingSchema,
  },
  /** Makes a new key of what came. */
  'hand-over.keep': {
    ...unlockedOnce,
    input: v.strictObject({ requestId }),
    output: v.object({ id: v.string(), label: v.string() }),
  },
  'hand-over.refuse': {
    ...unlocked,
    input: v.strictObject({ requestId }),
    output: standingSchema,
  },

  /** What a colleague's request says, for the giver to compare. */
  'hand-over.read-request': {
    ...unlocked,
    input: v.strictObject({ text: pastedText }),
    output: v.object({ fingerprint: v.string(), endsAtMs: v.number() }),
  },
  /** Seals a key for that request, after the passphrase was given again. */
  'hand-over.give': {
    ...unlocked,
    input: v.strictObject({
      request: pastedText,
      credentialId,
      lookUpOnly: v.boolean(),
      /** Whoever gives says that the fingerprints were compared. */
      compared: v.literal(true),
      proof: proofSchema,
    }),
    output: v.object({ text: v.string(), label: v.string(), endsAtMs: v.number() }),
  },
} as const satisfies Requests;

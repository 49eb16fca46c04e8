import * as v from 'valibot';
import { tokenWishSchema } from '../../domain/made-token.ts';
import { proofSchema } from '../../domain/proof.ts';
import { finding, type Requests, typedText } from './request.ts';

/** Tokens that people take elsewhere, or bring along. */
export const tokenRequests = {
  /** What the token would say; it does not come to the page. */
  'tokens.create': { ...finding, input: tokenWishSchema },
  /** The token, which the page puts on the clipboard. */
  'tokens.copy': { ...finding, input: tokenWishSchema },
  /** The token, to be shown, after the passphrase, or what else opens the vault, was given again. */
  'tokens.reveal': {
    ...finding,
    input: v.strictObject({ wish: tokenWishSchema, proof: proofSchema }),
  },
  /** Which stored keys signed this one. */
  'tokens.find-signers': { ...finding, input: v.strictObject({ token: typedText }) },
} as const satisfies Requests;

import * as v from 'valibot';
import { credentialId, finding, type Requests, unlocked } from './request.ts';

/** New keys for old ones. */
export const renewalRequests = {
  'renewal.start': { ...unlocked, input: v.strictObject({ credentialId }) },
  /** How the renewal of this key stands; `null`: none was begun. */
  'renewal.report': { ...finding, input: v.strictObject({ credentialId }) },
  /** Takes up a renewal that was interrupted after the server's answer was kept. */
  'renewal.resume': { ...unlocked, input: v.strictObject({ credentialId }) },
  /** Puts the journal of a finished or unknown renewal away. */
  'renewal.dismiss': { ...unlocked, input: v.strictObject({ credentialId }) },
  /** Puts a previous key back into use; the current one becomes a previous one. */
  'renewal.go-back': {
    ...unlocked,
    input: v.strictObject({ credentialId, previousId: v.string() }),
  },
} as const satisfies Requests;

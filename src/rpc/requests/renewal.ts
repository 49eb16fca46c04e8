import * as v from 'valibot';
import { renewalReportSchema } from '../../domain/renewal.ts';
import { credentialId, nothing, type Requests, unlocked, unlockedOnce } from './request.ts';

/** New keys for old ones. */
export const renewalRequests = {
  'renewal.start': {
    ...unlockedOnce,
    input: v.strictObject({ credentialId }),
    output: renewalReportSchema,
  },
  /** How the renewal of this key stands; `null`: none was begun. */
  'renewal.report': {
    ...unlocked,
    input: v.strictObject({ credentialId }),
    output: v.nullable(renewalReportSchema),
  },
  /** Takes up a renewal that was interrupted after the server's answer was kept. */
  'renewal.resume': {
    ...unlockedOnce,
    input: v.strictObject({ credentialId }),
    output: renewalReportSchema,
  },
  /** Puts the journal of a finished or unknown renewal away. */
  'renewal.dismiss': { ...unlocked, input: v.strictObject({ credentialId }), output: nothing },
  /** Puts a previous key back into use; the current one becomes a previous one. */
  'renewal.go-back': {
    ...unlockedOnce,
    input: v.strictObject({ credentialId, previousId: v.string() }),
    output: nothing,
  },
} as const satisfies Requests;

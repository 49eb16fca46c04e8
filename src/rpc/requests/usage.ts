import * as v from 'valibot';
import { sharePercentSchema } from '../../domain/usage.ts';
import { credentialId, finding, type Requests, unlocked } from './request.ts';

/** How often a key was used, and how often it may be. */
export const usageRequests = {
  'usage.report': { ...finding, input: v.strictObject({ credentialId }) },
  'usage.set-share': {
    ...unlocked,
    input: v.strictObject({ credentialId, percent: sharePercentSchema }),
  },
  /** The person goes on although the server wants a pause, or the month is used up by our count. */
  'usage.ask-anyway': { ...unlocked, input: v.strictObject({ credentialId }) },
} as const satisfies Requests;

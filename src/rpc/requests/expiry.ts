import * as v from 'valibot';
import { reminderDaysSchema } from '../../domain/expiry.ts';
import { credentialId, finding, nothing, open, type Requests, unlocked } from './request.ts';

/** What time does to keys, and when to remind of it. */
export const expiryRequests = {
  /** The keys that were deleted by their expiry and can be put back. */
  'expiry.deleted': { ...finding, input: nothing },
  /** The key is not deleted after its expiry; one that was comes back. */
  'expiry.keep': { ...unlocked, input: v.strictObject({ id: credentialId }) },
  'expiry.remove-previous': {
    ...unlocked,
    input: v.strictObject({ id: credentialId, previousId: v.string() }),
  },
  'reminders.settings': { ...open, input: nothing },
  'reminders.set': {
    ...unlocked,
    input: v.strictObject({ days: reminderDaysSchema, on: v.boolean() }),
  },
} as const satisfies Requests;

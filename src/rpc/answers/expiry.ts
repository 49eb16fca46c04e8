import * as v from 'valibot';
import { deletedKeySchema, reminderSettingsSchema } from '../../domain/expiry.ts';
import type { expiryRequests } from '../requests/expiry.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const expiryAnswers = {
  'expiry.deleted': again(v.object({ keys: v.array(deletedKeySchema) })),
  'expiry.keep': again(nothing),
  'expiry.remove-previous': once(nothing),
  'reminders.settings': again(reminderSettingsSchema),
  'reminders.set': again(nothing),
} as const satisfies AnswersTo<typeof expiryRequests>;

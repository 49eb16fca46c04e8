import * as v from 'valibot';
import type { systemLockRequests } from '../requests/system-lock.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

const onOrOff = v.strictObject({ on: v.boolean() });

export const systemLockAnswers = {
  'system-lock.settings': again(onOrOff),
  'system-lock.set': again(nothing),
} as const satisfies AnswersTo<typeof systemLockRequests>;

import * as v from 'valibot';
import { usageSchema } from '../../domain/usage.ts';
import type { usageRequests } from '../requests/usage.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

const limit = v.nullable(v.number());

export const usageAnswers = {
  'usage.report': again(
    v.object({ usage: usageSchema, limits: v.object({ perMinute: limit, perMonth: limit }) }),
  ),
  'usage.set-share': again(nothing),
  'usage.ask-anyway': again(nothing),
} as const satisfies AnswersTo<typeof usageRequests>;

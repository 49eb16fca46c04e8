import { usageReportSchema } from '../../domain/usage.ts';
import type { usageRequests } from '../requests/usage.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

export const usageAnswers = {
  'usage.report': again(usageReportSchema),
  'usage.set-share': again(nothing),
  'usage.ask-anyway': again(nothing),
} as const satisfies AnswersTo<typeof usageRequests>;

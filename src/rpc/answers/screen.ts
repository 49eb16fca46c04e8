import type { screenRequests } from '../requests/screen.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

export const screenAnswers = {
  'screen.keep': again(nothing),
} as const satisfies AnswersTo<typeof screenRequests>;

import * as v from 'valibot';
import type { guideRequests } from '../requests/guides.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

export const guideAnswers = {
  'guides.done': again(v.array(v.string())),
  'guides.tick': again(nothing),
} as const satisfies AnswersTo<typeof guideRequests>;

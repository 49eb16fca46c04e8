import * as v from 'valibot';
import { recentEntrySchema, siteMarksSchema } from '../../domain/recent.ts';
import type { recentRequests } from '../requests/recent.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const recentAnswers = {
  'recent.list': again(v.object({ on: v.boolean(), entries: v.array(recentEntrySchema) })),
  'recent.note': again(nothing),
  'recent.forget': again(nothing),
  'recent.set-on': again(nothing),
  // Asked again, nothing would be new any more.
  'recent.look-at-sites': once(siteMarksSchema),
  'recent.set-favourite': again(nothing),
} as const satisfies AnswersTo<typeof recentRequests>;

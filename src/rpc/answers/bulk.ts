import * as v from 'valibot';
import { bulkItemSchema, bulkReportSchema } from '../../domain/bulk.ts';
import type { bulkRequests } from '../requests/bulk.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const bulkAnswers = {
  'bulk.start': once(nothing),
  'bulk.report': again(v.nullable(bulkReportSchema)),
  'bulk.results': again(v.array(v.array(bulkItemSchema))),
  'bulk.pause': again(nothing),
  'bulk.resume': again(nothing),
  'bulk.stop': again(nothing),
  'bulk.retry': once(nothing),
  'bulk.clear': again(nothing),
} as const satisfies AnswersTo<typeof bulkRequests>;

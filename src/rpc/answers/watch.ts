import * as v from 'valibot';
import { watchSchema } from '../../domain/watch.ts';
import type { watchRequests } from '../requests/watch.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const watchAnswers = {
  'watch.list': again(v.array(watchSchema)),
  'watch.start': once(nothing),
  'watch.forget': again(nothing),
} as const satisfies AnswersTo<typeof watchRequests>;

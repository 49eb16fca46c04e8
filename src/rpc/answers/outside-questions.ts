import * as v from 'valibot';
import type { outsideQuestionRequests } from '../requests/outside-questions.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

export const outsideQuestionAnswers = {
  /** `waiting`: there is one, for when the vault is open. */
  'outside.next': again(
    v.object({
      question: v.nullable(v.object({ id: v.string(), text: v.string() })),
      waiting: v.boolean(),
    }),
  ),
  'outside.taken': again(nothing),
} as const satisfies AnswersTo<typeof outsideQuestionRequests>;

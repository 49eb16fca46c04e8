import type { outsideQuestionRequests } from '../../rpc/requests/outside-questions.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerOutsideQuestions({
  lock,
  outsideQuestions,
}: AllServices): AnswersTo<typeof outsideQuestionRequests> {
  return {
    'outside.next': async (asking) =>
      outsideQuestions.next(asking, (await lock.current()) === null),
    'outside.taken': async ({ id }) => {
      await outsideQuestions.taken(id);
      return {};
    },
  };
}

import { scopeVerdictSchema } from '../../domain/scope-verdict.ts';
import type { scopeRequests } from '../requests/scope.ts';
import { type AnswersTo, again } from './answer.ts';

export const scopeAnswers = {
  'scope.test': again(scopeVerdictSchema),
} as const satisfies AnswersTo<typeof scopeRequests>;

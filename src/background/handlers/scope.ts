import type { scopeRequests } from '../../rpc/requests/scope.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerScope({ scope }: AllServices): AnswersTo<typeof scopeRequests> {
  return {
    'scope.test': ({ credentialId, method, url }) => scope.test(credentialId, method, url),
  };
}

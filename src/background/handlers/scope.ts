import type { scopeRequests } from '../../rpc/requests/scope.ts';
import type { Services } from '../services.ts';
import type { AnswersTo } from './answers.ts';

export function answerScope({ scope }: Services): AnswersTo<typeof scopeRequests> {
  return {
    'scope.test': ({ credentialId, method, url }) => scope.test(credentialId, method, url),
  };
}

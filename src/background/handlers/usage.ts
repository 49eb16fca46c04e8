import type { usageRequests } from '../../rpc/requests/usage.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerUsage(services: AllServices): AnswersTo<typeof usageRequests> {
  const { usage } = services;
  return {
    'usage.report': ({ credentialId }) => usage.report(credentialId),
    'usage.set-share': ({ credentialId, percent }) =>
      doing(services, usage.setShare(credentialId, percent)),
    'usage.ask-anyway': ({ credentialId }) => doing(services, usage.askAnyway(credentialId)),
  };
}

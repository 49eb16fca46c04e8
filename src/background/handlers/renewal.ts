import type { renewalRequests } from '../../rpc/requests/renewal.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, changing, doing } from './answers.ts';

export function answerRenewal(services: Services): AnswersTo<typeof renewalRequests> {
  const { credentials, renewal } = services;
  return {
    'renewal.start': ({ credentialId }) => changing(services, renewal.start(credentialId)),
    'renewal.report': ({ credentialId }) => renewal.report(credentialId),
    'renewal.resume': ({ credentialId }) => changing(services, renewal.resume(credentialId)),
    'renewal.dismiss': ({ credentialId }) => doing(services, renewal.dismiss(credentialId)),
    'renewal.go-back': ({ credentialId, previousId }) =>
      doing(services, credentials.goBack(credentialId, previousId)),
  };
}

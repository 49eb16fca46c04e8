import type { renewalRequests } from '../../rpc/requests/renewal.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, changing, doing } from './answers.ts';

export function answerRenewal(services: AllServices): AnswersTo<typeof renewalRequests> {
  const { automaticRenewal, credentials, renewal, renewalAnswers } = services;
  return {
    'renewal.start': ({ credentialId, version }) =>
      changing(services, renewal.start(credentialId, { version })),
    'renewal.leaked': ({ credentialId, version }) =>
      changing(services, renewal.start(credentialId, { version, leaked: true })),
    'renewal.report': ({ credentialId }) => renewal.report(credentialId),
    'renewal.resume': ({ credentialId }) => changing(services, renewal.resume(credentialId)),
    'renewal.dismiss': ({ credentialId }) => doing(services, renewal.dismiss(credentialId)),
    'renewal.go-back': ({ credentialId, previousId }) =>
      doing(services, credentials.goBack(credentialId, previousId)),
    'renewal.enter-key': ({ credentialId, ...typed }) =>
      changing(services, renewal.enter(credentialId, typed)),
    'renewal.answers': async ({ credentialId }) => {
      const { provider } = await credentials.findFor('renewal', credentialId);
      const typed = provider.renewal?.typed.map(({ name }) => name) ?? [];
      return { answers: await renewalAnswers.list(credentialId), typed };
    },
    'renewal.reveal-answer': ({ credentialId, answerId, proof }) =>
      renewalAnswers.reveal(credentialId, answerId, proof),
    'renewal.forget-answer': ({ credentialId, answerId }) =>
      doing(services, renewalAnswers.forget(credentialId, answerId)),
    'renewal.automatic': async () => ({ days: await automaticRenewal.days() }),
    'renewal.set-automatic': ({ days }) => doing(services, automaticRenewal.setDays(days)),
  };
}

import type { Credential } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import type { renewalRequests } from '../../rpc/requests/renewal.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, changing, doing } from './answers.ts';

export function answerRenewal(services: Services): AnswersTo<typeof renewalRequests> {
  const { automaticRenewal, credentials, renewal, renewalAnswers } = services;
  const start = (credentialId: string, version: number | undefined, leaked: boolean) =>
    changing(services, renewal.start(credentialId, { leaked, assertDue: isStill(version) }));
  return {
    'renewal.start': ({ credentialId, version }) => start(credentialId, version, false),
    'renewal.leaked': ({ credentialId, version }) => start(credentialId, version, true),
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

/** Two views may ask at once: who comes second has not seen the key that there is by now. */
function isStill(version: number | undefined) {
  return ({ label, version: now }: Credential) => {
    if (version !== undefined && now !== version) throw new Failure('changed-meanwhile', { label });
  };
}

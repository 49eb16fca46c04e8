import type { credentialRequests } from '../../rpc/requests/credentials.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, changing, doing } from './answers.ts';

export function answerCredentials(services: Services): AnswersTo<typeof credentialRequests> {
  const { credentials } = services;
  return {
    'providers.list': async () => credentials.cards(),

    'credentials.save': (draft) => changing(services, credentials.save(draft)),
    'credentials.set-disabled': ({ id, disabled }) =>
      doing(services, credentials.setDisabled(id, disabled)),
    'credentials.delete': ({ id }) => doing(services, credentials.remove(id)),
  };
}

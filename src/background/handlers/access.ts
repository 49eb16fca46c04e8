import type { accessRequests } from '../../rpc/requests/access.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerAccess(services: AllServices): AnswersTo<typeof accessRequests> {
  const { access } = services;
  return {
    'access.ways': () => access.ways(),
    'access.change-passphrase': (change) => doing(services, access.changePassphrase(change)),
    'access.add-passkey': (added) => doing(services, access.addPasskey(added)),
    'access.rename': ({ slotId, name }) => doing(services, access.rename(slotId, name)),
    'access.remove': (removed) => doing(services, access.remove(removed)),
    'recovery.begin': ({ proof }) => access.beginRecovery(proof),
    'recovery.confirm': ({ slotId }) => doing(services, access.confirmRecovery(slotId)),
  };
}

import type { damageRequests } from '../../rpc/requests/damage.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerDamage(services: AllServices): AnswersTo<typeof damageRequests> {
  const { asides, recovery } = services;
  return {
    'damage.report': () => recovery.damage(),
    'damage.use-second-copy': () => doing(services, recovery.useSecondCopy()),
    'damage.leave-out': () => doing(services, recovery.leaveOut()),
    'damage.start-again': () => doing(services, recovery.startAgain()),
    'aside.list': () => asides.list(),
    'aside.bring-back': ({ id }) => doing(services, recovery.bringBack(id)),
    'aside.forget': ({ id }) => doing(services, asides.forget(id)),
  };
}

import type { systemLockRequests } from '../../rpc/requests/system-lock.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerSystemLock(services: Services): AnswersTo<typeof systemLockRequests> {
  const { systemLock } = services;
  return {
    'system-lock.settings': async () => ({ on: await systemLock.isOn() }),
    'system-lock.set': ({ on }) => doing(services, systemLock.set(on)),
  };
}

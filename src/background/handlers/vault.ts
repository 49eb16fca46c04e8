import type { ProgramState, vaultRequests } from '../../rpc/requests/vault.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerVault(services: Services): AnswersTo<typeof vaultRequests> {
  const { lock, vault, handOver } = services;
  return {
    'program.state': () => programState(services),

    'vault.create': ({ passphrase }) => doing(services, vault.create(passphrase)),
    'vault.unlock': ({ passphrase }) =>
      doing(services, vault.unlock(passphrase).then(handOver.rang)),
    'vault.unlock-with-recovery-code': ({ code }) =>
      doing(services, vault.unlockWithRecoveryCode(code).then(handOver.rang)),
    'vault.lock': () => doing(services, lock.close()),
    'vault.touch': async () => ({ lockAtMs: await lock.touch() }),
    'vault.set-lock-minutes': ({ minutes }) => doing(services, lock.setMinutes(minutes)),

    'recovery.begin': () => vault.beginRecovery(),
    'recovery.confirm': ({ slotId }) => doing(services, vault.confirmRecovery(slotId)),
  };
}

async function programState({ lock, vault, credentials }: Services): Promise<ProgramState> {
  const state = await vault.state();
  return {
    ...state,
    lockMinutes: await lock.minutes(),
    credentials: state.vault === 'unlocked' ? await credentials.list() : [],
  };
}

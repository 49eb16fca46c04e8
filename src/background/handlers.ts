import type { ProgramState } from '../rpc/contract.ts';
import type { Handlers } from '../rpc/router.ts';
import type { Services } from './services.ts';

/** The answer to every request of the contract. */
export function createHandlers(services: Services): Handlers {
  const { lock, vault, credentials, lookup, renewal, tellPages } = services;

  /** Does it, and tells the other pages. */
  const changing = async (task: Promise<void>) => {
    await task;
    tellPages({ changed: 'state' });
    return {};
  };

  return {
    'program.state': () => programState(services),

    'vault.create': ({ passphrase }) => changing(vault.create(passphrase)),
    'vault.unlock': ({ passphrase }) => changing(vault.unlock(passphrase)),
    'vault.unlock-with-recovery-code': ({ code }) => changing(vault.unlockWithRecoveryCode(code)),
    'vault.lock': () => changing(lock.close()),
    'vault.touch': async () => ({ lockAtMs: await lock.touch() }),
    'vault.set-lock-minutes': ({ minutes }) => changing(lock.setMinutes(minutes)),

    'recovery.begin': () => vault.beginRecovery(),
    'recovery.confirm': ({ slotId }) => changing(vault.confirmRecovery(slotId)),

    'providers.list': async () => credentials.cards(),

    'credentials.save': async (draft) => {
      const saved = await credentials.save(draft);
      tellPages({ changed: 'state' });
      return saved;
    },
    'credentials.set-disabled': ({ id, disabled }) =>
      changing(credentials.setDisabled(id, disabled)),
    'credentials.delete': ({ id }) => changing(credentials.remove(id)),

    'lookup.meeting': (asked) => lookup.meeting(asked.sessionKey, asked.credentialId),
    'lookup.reveal-passwords': (asked) =>
      lookup.revealPasswords(asked.sessionKey, asked.credentialId, asked.passphrase),
    'lookup.sites': (asked) => lookup.sites(asked.email, asked.credentialId),

    'renewal.start': async ({ credentialId }) => {
      const report = await renewal.start(credentialId);
      tellPages({ changed: 'state' });
      return report;
    },
    'renewal.report': ({ credentialId }) => renewal.report(credentialId),
    'renewal.resume': async ({ credentialId }) => {
      const report = await renewal.resume(credentialId);
      tellPages({ changed: 'state' });
      return report;
    },
    'renewal.dismiss': ({ credentialId }) => changing(renewal.dismiss(credentialId)),
    'renewal.go-back': ({ credentialId, previousId }) =>
      changing(credentials.goBack(credentialId, previousId)),
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

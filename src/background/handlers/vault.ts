import { isFailure } from '../../domain/failure.ts';
import type { ProgramState } from '../../rpc/answers/vault.ts';
import type { vaultRequests } from '../../rpc/requests/vault.ts';
import type { FetchLater } from '../later.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerVault(
  services: Services,
  later: FetchLater,
): AnswersTo<typeof vaultRequests> {
  const { lock, vault } = services;
  return {
    'program.state': () => programState(services),

    'vault.create': ({ passphrase }) => doing(services, vault.create(passphrase)),
    'vault.unlock': ({ proof }) =>
      doing(
        services,
        vault.unlock(proof).then(async () => {
          // A script that cannot be fetched must not keep anybody out.
          await later().then(
            async ({ automaticRenewal, handOver, watches, bulk, pageSites }) => {
              automaticRenewal.soon();
              // Nobody who unlocks waits for a server, nor for what was begun before.
              for (const goOn of [watches.look, bulk.unlocked, pageSites.settle]) {
                void goOn().catch(() => undefined);
              }
              await handOver.rang();
            },
            () => undefined,
          );
        }),
      ),
    'vault.lock': () => doing(services, lock.close()),
    'vault.touch': async () => ({ lockAtMs: await lock.touch() }),
    'vault.set-lock-minutes': ({ minutes }) => doing(services, lock.setMinutes(minutes)),
  };
}

async function programState(services: Services): Promise<ProgramState> {
  try {
    return await readState(services);
  } catch (error) {
    // Somebody locked between two looks: the second time it is locked from the start.
    if (isFailure(error, 'vault-locked')) return readState(services);
    throw error;
  }
}

async function readState({ lock, vault, credentials, screen }: Services): Promise<ProgramState> {
  const state = await vault.state();
  const rest = { lockMinutes: await lock.minutes(), screen: await screen.report() };
  if (state.vault !== 'unlocked') return { ...state, ...rest, credentials: [] };
  try {
    return { ...state, ...rest, credentials: await credentials.list() };
  } catch (error) {
    if (!isFailure(error, 'vault-damaged')) throw error;
    return { ...state, ...rest, vault: 'damaged', credentials: [] };
  }
}

import type { Handlers } from '../rpc/router.ts';
import { answerCredentials } from './handlers/credentials.ts';
import { answerImport } from './handlers/import.ts';
import { answerLookup } from './handlers/lookup.ts';
import { answerRenewal } from './handlers/renewal.ts';
import { answerVault } from './handlers/vault.ts';
import type { Services } from './services.ts';

/** The answer to every request of the contract, group by group. */
export function createHandlers(services: Services): Handlers {
  return {
    ...answerVault(services),
    ...answerCredentials(services),
    ...answerLookup(services),
    ...answerRenewal(services),
    ...answerImport(services),
  };
}

import { firstRequests } from '../rpc/requests/first.ts';
import type { Answering } from '../rpc/router.ts';
import { answerClipboard } from './handlers/clipboard.ts';
import { answerCredentials } from './handlers/credentials.ts';
import { answerLookup } from './handlers/lookup.ts';
import { answerVault } from './handlers/vault.ts';
import type { FetchLater } from './later.ts';
import type { Services } from './services.ts';

/** The answers to the requests, group by group: those of every day here, the rest in later.ts. */
export function createHandlers(services: Services, later: FetchLater): Answering {
  const handlers = {
    ...answerVault(services, later),
    ...answerCredentials(services),
    ...answerLookup(services),
    ...answerClipboard(services),
  };
  return {
    first: { requests: firstRequests, handlers },
    later: async () => (await later()).desk,
  };
}

import type { Answering } from '../rpc/router.ts';
import { answerActivity } from './handlers/activity.ts';
import { answerClipboard } from './handlers/clipboard.ts';
import { answerCredentials } from './handlers/credentials.ts';
import { answerExpiry } from './handlers/expiry.ts';
import { answerLookup } from './handlers/lookup.ts';
import { answerRenewal } from './handlers/renewal.ts';
import { answerShortcuts } from './handlers/shortcuts.ts';
import { answerSystemLock } from './handlers/system-lock.ts';
import { answerVault } from './handlers/vault.ts';
import type { FetchLater } from './later.ts';
import type { Services } from './services.ts';

/** The answers to the requests, group by group: those of every day here, the rest in later.ts. */
export function createHandlers(services: Services, later: FetchLater): Answering {
  const first = {
    ...answerVault(services, later),
    ...answerCredentials(services),
    ...answerLookup(services),
    ...answerRenewal(services),
    ...answerClipboard(services),
    ...answerSystemLock(services),
    ...answerShortcuts(services),
    ...answerActivity(services),
    ...answerExpiry(services),
  };
  return { first, later: async () => (await later()).handlers };
}

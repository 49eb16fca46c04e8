import type { Handlers } from '../rpc/router.ts';
import { answerAccess } from './handlers/access.ts';
import { answerActivity } from './handlers/activity.ts';
import { answerBackup } from './handlers/backup.ts';
import { answerClipboard } from './handlers/clipboard.ts';
import { answerCredentials } from './handlers/credentials.ts';
import { answerDamage } from './handlers/damage.ts';
import { answerExpiry } from './handlers/expiry.ts';
import { answerGuides } from './handlers/guides.ts';
import { answerHandOver } from './handlers/hand-over.ts';
import { answerImport } from './handlers/import.ts';
import { answerLookup } from './handlers/lookup.ts';
import { answerRenewal } from './handlers/renewal.ts';
import { answerScope } from './handlers/scope.ts';
import { answerShortcuts } from './handlers/shortcuts.ts';
import { answerSystemLock } from './handlers/system-lock.ts';
import { answerUsage } from './handlers/usage.ts';
import { answerVault } from './handlers/vault.ts';
import type { Services } from './services.ts';

/** The answer to every request of the contract, group by group. */
export function createHandlers(services: Services): Handlers {
  return {
    ...answerVault(services),
    ...answerAccess(services),
    ...answerDamage(services),
    ...answerCredentials(services),
    ...answerLookup(services),
    ...answerRenewal(services),
    ...answerBackup(services),
    ...answerClipboard(services),
    ...answerSystemLock(services),
    ...answerShortcuts(services),
    ...answerHandOver(services),
    ...answerImport(services),
    ...answerUsage(services),
    ...answerScope(services),
    ...answerActivity(services),
    ...answerGuides(services),
    ...answerExpiry(services),
  };
}

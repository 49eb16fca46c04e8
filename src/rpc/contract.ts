import type * as v from 'valibot';
import { accessRequests } from './requests/access.ts';
import { activityRequests } from './requests/activity.ts';
import { backupRequests } from './requests/backup.ts';
import { bulkRequests } from './requests/bulk.ts';
import { clipboardRequests } from './requests/clipboard.ts';
import { credentialRequests } from './requests/credentials.ts';
import { damageRequests } from './requests/damage.ts';
import { expiryRequests } from './requests/expiry.ts';
import { guideRequests } from './requests/guides.ts';
import { handOverRequests } from './requests/hand-over.ts';
import { importRequests } from './requests/import.ts';
import { lookupRequests } from './requests/lookup.ts';
import { outsideQuestionRequests } from './requests/outside-questions.ts';
import { pageFinderRequests } from './requests/page-finder.ts';
import { recentRequests } from './requests/recent.ts';
import { renewalRequests } from './requests/renewal.ts';
import type { Requests } from './requests/request.ts';
import { requestRequests } from './requests/requests.ts';
import { scopeRequests } from './requests/scope.ts';
import { shortcutRequests } from './requests/shortcuts.ts';
import { systemLockRequests } from './requests/system-lock.ts';
import { tokenRequests } from './requests/tokens.ts';
import { usageRequests } from './requests/usage.ts';
import { vaultRequests } from './requests/vault.ts';
import { watchRequests } from './requests/watch.ts';
import { webhookRequests } from './requests/webhooks.ts';

/** Whatever a page can ask of the worker is a line of one of these groups; the worker reads it by them. */
export const contract = {
  ...vaultRequests,
  ...accessRequests,
  ...damageRequests,
  ...credentialRequests,
  ...lookupRequests,
  ...renewalRequests,
  ...backupRequests,
  ...clipboardRequests,
  ...systemLockRequests,
  ...shortcutRequests,
  ...handOverRequests,
  ...importRequests,
  ...usageRequests,
  ...watchRequests,
  ...bulkRequests,
  ...recentRequests,
  ...scopeRequests,
  ...activityRequests,
  ...guideRequests,
  ...expiryRequests,
  ...requestRequests,
  ...tokenRequests,
  ...webhookRequests,
  ...outsideQuestionRequests,
  ...pageFinderRequests,
} as const satisfies Requests;

export type Call = keyof typeof contract;
export type InputOf<C extends Call> = v.InferOutput<(typeof contract)[C]['input']>;
export type { OutputOf } from './answers.ts';

import { accessRequests } from './access.ts';
import { activityRequests } from './activity.ts';
import { backupRequests } from './backup.ts';
import { bulkRequests } from './bulk.ts';
import { damageRequests } from './damage.ts';
import { expiryRequests } from './expiry.ts';
import { guideRequests } from './guides.ts';
import { handOverRequests } from './hand-over.ts';
import { importRequests } from './import.ts';
import { outsideQuestionRequests } from './outside-questions.ts';
import { pageFinderRequests } from './page-finder.ts';
import { recentRequests } from './recent.ts';
import { renewalRequests } from './renewal.ts';
import type { Requests } from './request.ts';
import { requestRequests } from './requests.ts';
import { scopeRequests } from './scope.ts';
import { screenRequests } from './screen.ts';
import { shortcutRequests } from './shortcuts.ts';
import { systemLockRequests } from './system-lock.ts';
import { tokenRequests } from './tokens.ts';
import { usageRequests } from './usage.ts';
import { watchRequests } from './watch.ts';
import { webhookRequests } from './webhooks.ts';

/** What is seldom asked: the worker fetches how to read it along with what answers it. */
export const laterRequests = {
  ...accessRequests,
  ...damageRequests,
  ...renewalRequests,
  ...backupRequests,
  ...systemLockRequests,
  ...shortcutRequests,
  ...handOverRequests,
  ...importRequests,
  ...usageRequests,
  ...watchRequests,
  ...bulkRequests,
  ...recentRequests,
  ...scopeRequests,
  ...screenRequests,
  ...activityRequests,
  ...guideRequests,
  ...expiryRequests,
  ...requestRequests,
  ...tokenRequests,
  ...webhookRequests,
  ...outsideQuestionRequests,
  ...pageFinderRequests,
} as const satisfies Requests;

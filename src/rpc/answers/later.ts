import { accessAnswers } from './access.ts';
import { activityAnswers } from './activity.ts';
import { backupAnswers } from './backup.ts';
import { bulkAnswers } from './bulk.ts';
import { damageAnswers } from './damage.ts';
import { expiryAnswers } from './expiry.ts';
import { guideAnswers } from './guides.ts';
import { handOverAnswers } from './hand-over.ts';
import { importAnswers } from './import.ts';
import { outsideQuestionAnswers } from './outside-questions.ts';
import { pageFinderAnswers } from './page-finder.ts';
import { recentAnswers } from './recent.ts';
import { renewalAnswers } from './renewal.ts';
import { requestAnswers } from './requests.ts';
import { scopeAnswers } from './scope.ts';
import { screenAnswers } from './screen.ts';
import { shortcutAnswers } from './shortcuts.ts';
import { systemLockAnswers } from './system-lock.ts';
import { tokenAnswers } from './tokens.ts';
import { usageAnswers } from './usage.ts';
import { watchAnswers } from './watch.ts';
import { webhookAnswers } from './webhooks.ts';

/** The answers that only a page of its own asks for. */
export const laterAnswers = {
  ...accessAnswers,
  ...damageAnswers,
  ...renewalAnswers,
  ...backupAnswers,
  ...systemLockAnswers,
  ...shortcutAnswers,
  ...handOverAnswers,
  ...importAnswers,
  ...usageAnswers,
  ...scopeAnswers,
  ...screenAnswers,
  ...activityAnswers,
  ...guideAnswers,
  ...watchAnswers,
  ...bulkAnswers,
  ...recentAnswers,
  ...expiryAnswers,
  ...requestAnswers,
  ...tokenAnswers,
  ...webhookAnswers,
  ...outsideQuestionAnswers,
  ...pageFinderAnswers,
} as const;

import { accessAnswers } from './answers/access.ts';
import { activityAnswers } from './answers/activity.ts';
import type { ExpectedAnswer } from './answers/answer.ts';
import { backupAnswers } from './answers/backup.ts';
import { clipboardAnswers } from './answers/clipboard.ts';
import { credentialAnswers } from './answers/credentials.ts';
import { damageAnswers } from './answers/damage.ts';
import { guideAnswers } from './answers/guides.ts';
import { handOverAnswers } from './answers/hand-over.ts';
import { importAnswers } from './answers/import.ts';
import { lookupAnswers } from './answers/lookup.ts';
import { renewalAnswers } from './answers/renewal.ts';
import { scopeAnswers } from './answers/scope.ts';
import { shortcutAnswers } from './answers/shortcuts.ts';
import { systemLockAnswers } from './answers/system-lock.ts';
import { usageAnswers } from './answers/usage.ts';
import { vaultAnswers } from './answers/vault.ts';
import type { Call } from './contract.ts';

/** What the worker answers to every request of the contract; pages read it by these shapes. */
export const answers = {
  ...vaultAnswers,
  ...accessAnswers,
  ...damageAnswers,
  ...credentialAnswers,
  ...lookupAnswers,
  ...renewalAnswers,
  ...backupAnswers,
  ...clipboardAnswers,
  ...systemLockAnswers,
  ...shortcutAnswers,
  ...handOverAnswers,
  ...importAnswers,
  ...usageAnswers,
  ...scopeAnswers,
  ...activityAnswers,
  ...guideAnswers,
} as const satisfies Record<Call, ExpectedAnswer>;

import * as v from 'valibot';
import {
  backupStatusSchema,
  madeBackupSchema,
  mergedSchema,
  rehearsalSchema,
  restorePreviewSchema,
} from '../../domain/backup.ts';
import type { backupRequests } from '../requests/backup.ts';
import { type AnswersTo, again, once } from './answer.ts';

export const backupAnswers = {
  'backup.status': again(backupStatusSchema),
  'backup.make': again(madeBackupSchema),
  'backup.rehearse': again(rehearsalSchema),
  'backup.preview': again(restorePreviewSchema),
  'backup.merge': once(mergedSchema),
  'backup.replace': once(v.object({ keys: v.number() })),
} as const satisfies AnswersTo<typeof backupRequests>;

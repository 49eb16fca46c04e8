import { activityRecordSchema } from '../../domain/activity.ts';
import type { activityRequests } from '../requests/activity.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const activityAnswers = {
  'activity.read': again(activityRecordSchema),
  'activity.forget': once(nothing),
} as const satisfies AnswersTo<typeof activityRequests>;

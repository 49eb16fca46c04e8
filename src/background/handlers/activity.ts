import type { activityRequests } from '../../rpc/requests/activity.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerActivity(services: Services): AnswersTo<typeof activityRequests> {
  const { activity } = services;
  return {
    'activity.read': () => activity.read(),
    'activity.forget': ({ proof }) => doing(services, activity.forget(proof)),
  };
}

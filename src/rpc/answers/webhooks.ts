import { deliveryVerdictSchema } from '../../domain/webhook-reading.ts';
import type { webhookRequests } from '../requests/webhooks.ts';
import { type AnswersTo, again } from './answer.ts';

export const webhookAnswers = {
  'webhooks.verify': again(deliveryVerdictSchema),
} as const satisfies AnswersTo<typeof webhookRequests>;

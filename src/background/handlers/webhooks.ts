import type { webhookRequests } from '../../rpc/requests/webhooks.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerWebhooks({ webhookCheck }: AllServices): AnswersTo<typeof webhookRequests> {
  return { 'webhooks.verify': (pasted) => webhookCheck.verify(pasted) };
}

import type { handOverRequests } from '../../rpc/requests/hand-over.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, changing } from './answers.ts';

export function answerHandOver(services: AllServices): AnswersTo<typeof handOverRequests> {
  const { handOver } = services;
  return {
    'hand-over.standing': () => handOver.standing(),
    'hand-over.make-request': () => changing(services, handOver.makeRequest()),
    'hand-over.withdraw': ({ requestId }) => changing(services, handOver.withdraw(requestId)),
    'hand-over.open': ({ text }) => changing(services, handOver.open(text)),
    'hand-over.keep': ({ requestId }) => changing(services, handOver.keep(requestId)),
    'hand-over.refuse': ({ requestId }) => changing(services, handOver.refuse(requestId)),

    'hand-over.read-request': ({ text }) => handOver.readRequest(text),
    'hand-over.give': (gift) => handOver.give(gift),
  };
}

import type { watchRequests } from '../../rpc/requests/watch.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerWatch(services: AllServices): AnswersTo<typeof watchRequests> {
  const { watches } = services;
  return {
    'watch.list': () => watches.list(),
    'watch.start': (order) => watches.start(order).then(done),
    'watch.forget': ({ id }) => watches.forget(id).then(done),
  };
}

const done = () => ({});

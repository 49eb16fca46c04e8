import type { bulkRequests } from '../../rpc/requests/bulk.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerBulk({ bulk }: AllServices): AnswersTo<typeof bulkRequests> {
  return {
    'bulk.start': (order) => bulk.start(order).then(done),
    'bulk.report': () => bulk.report(),
    'bulk.results': ({ chunks }) => bulk.results(chunks),
    'bulk.pause': () => bulk.pause().then(done),
    'bulk.resume': () => bulk.resume().then(done),
    'bulk.stop': () => bulk.stop().then(done),
    'bulk.retry': ({ codes }) => bulk.retry(codes).then(done),
    'bulk.clear': () => bulk.clear().then(done),
  };
}

const done = () => ({});

import type { requestRequests } from '../../rpc/requests/requests.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerRequests({ requests }: AllServices): AnswersTo<typeof requestRequests> {
  return {
    'requests.preview': (order) => requests.preview(order),
    'requests.send': ({ runId, remember, proof, ...order }) =>
      requests.send(order, { runId, remember, proof }),
    'requests.stop': async ({ runId }) => {
      requests.stop(runId);
      return {};
    },
    'requests.history': async () => ({ sent: await requests.history() }),
    'requests.forget': async () => {
      await requests.forgetHistory();
      return {};
    },
  };
}

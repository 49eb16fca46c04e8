import type { pageHelperRequests } from '../../rpc/requests/page-helper.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerPageHelper({
  pageHelper,
}: AllServices): AnswersTo<typeof pageHelperRequests> {
  return {
    'page.standing': () => pageHelper.standing(),
    'page.find': () => pageHelper.find(),
    'page.set-always': async ({ pattern, on }) => {
      await pageHelper.setAlways(pattern, on);
      return {};
    },
  };
}

import type { pageFinderRequests } from '../../rpc/requests/page-finder.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerPageFinder({
  pageFinder,
}: AllServices): AnswersTo<typeof pageFinderRequests> {
  return {
    'page.standing': () => pageFinder.standing(),
    'page.find': () => pageFinder.find(),
    'page.set-always': async ({ pattern, on }) => {
      await pageFinder.setAlways(pattern, on);
      return {};
    },
  };
}

import type { recentRequests } from '../../rpc/requests/recent.ts';
import type { AllServices } from '../later.ts';
import type { AnswersTo } from './answers.ts';

export function answerRecent({ recent }: AllServices): AnswersTo<typeof recentRequests> {
  return {
    'recent.list': () => recent.list(),
    'recent.note': ({ what }) => recent.note(what).then(done),
    'recent.forget': ({ id }) => recent.forget(id).then(done),
    'recent.set-on': ({ on }) => recent.setOn(on).then(done),
    'recent.look-at-sites': ({ email, addresses }) => recent.lookAtSites(email, addresses),
    'recent.set-favourite': ({ address, on }) => recent.setFavourite(address, on).then(done),
  };
}

const done = () => ({});

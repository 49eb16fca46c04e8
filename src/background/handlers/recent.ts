import type { recentRequests } from '../../rpc/requests/recent.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerRecent(services: AllServices): AnswersTo<typeof recentRequests> {
  const { recent } = services;
  return {
    'recent.list': () => recent.list(),
    'recent.note': ({ what }) => recent.note(what).then(done),
    'recent.forget': ({ id }) => recent.forget(id).then(done),
    'recent.set-on': ({ on }) => doing(services, recent.setOn(on)),
    'recent.look-at-sites': ({ email, addresses }) => recent.lookAtSites(email, addresses),
    'recent.set-favourite': ({ address, on }) => recent.setFavourite(address, on).then(done),
  };
}

const done = () => ({});

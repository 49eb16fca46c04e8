import type { guideRequests } from '../../rpc/requests/guides.ts';
import type { AllServices } from '../later.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerGuides(services: AllServices): AnswersTo<typeof guideRequests> {
  const { guides } = services;
  return {
    'guides.done': (followed) => guides.done(followed),
    'guides.tick': ({ step, done, ...followed }) =>
      doing(services, guides.tick(followed, step, done)),
  };
}

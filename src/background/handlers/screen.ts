import type { screenRequests } from '../../rpc/requests/screen.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerScreen(services: Services): AnswersTo<typeof screenRequests> {
  return {
    'screen.keep': (choice) => doing(services, services.screen.keep(choice)),
  };
}

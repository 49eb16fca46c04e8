import type { expiryRequests } from '../../rpc/requests/expiry.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerExpiry(services: Services): AnswersTo<typeof expiryRequests> {
  const { expiry, reminders } = services;
  return {
    'expiry.deleted': async () => ({ keys: await expiry.deleted() }),
    'expiry.keep': ({ id }) => doing(services, expiry.keep(id)),
    'expiry.remove-previous': ({ id, previousId }) =>
      doing(services, expiry.removePrevious(id, previousId)),
    'reminders.settings': () => reminders.settings(),
    'reminders.set': (chosen) => doing(services, reminders.set(chosen)),
  };
}

import type { Call } from '../../rpc/contract.ts';
import type { Requests } from '../../rpc/requests/request.ts';
import type { Handlers } from '../../rpc/router.ts';
import type { Services } from '../services.ts';

/** The answers to one group of requests. */
export type AnswersTo<G extends Requests> = Pick<Handlers, Extract<keyof G, Call>>;

/** Does it, looks what it means for the keys' expiries, and tells the other pages. */
export async function changing<T>(
  { reminders, tellPages }: Services,
  task: Promise<T>,
): Promise<T> {
  const result = await task;
  await reminders.look();
  tellPages({ changed: 'state' });
  return result;
}

/** The same where there is nothing to answer. */
export async function doing(services: Services, task: Promise<void>): Promise<object> {
  await changing(services, task);
  return {};
}

import { createHandlers } from '../../src/background/handlers.ts';
import { createServices } from '../../src/background/services.ts';
import { contract } from '../../src/rpc/contract.ts';
import { firstRequests } from '../../src/rpc/requests/first.ts';
import { laterRequests } from '../../src/rpc/requests/later.ts';
import type { Answering, Desk, Handlers } from '../../src/rpc/router.ts';
import { createFakeWorld } from './world.ts';

/** The two parts of the contract with what answers them: that of every day, and the one fetched later. */
export async function bothDesks(): Promise<Desk[]> {
  const { later, ...services } = createServices(createFakeWorld());
  const answering = createHandlers(services, later);
  return [answering.first, await answering.later()];
}

/** Every answer of the program. */
export async function allHandlers(): Promise<Partial<Handlers>> {
  const [first, later] = await bothDesks();
  return { ...first?.handlers, ...later?.handlers };
}

/** A worker that answers every request by these. */
export function answeringBy(handlers: Partial<Handlers>): Answering {
  return {
    first: { requests: firstRequests, handlers },
    later: async () => ({ requests: laterRequests, handlers }),
  };
}

/** Handlers of every request that do the same with what they are given. */
export function handlersThat(act: (call: string, input: unknown) => unknown): Partial<Handlers> {
  const calls = Object.keys(contract);
  return Object.fromEntries(
    calls.map((call) => [call, async (input: unknown) => act(call, input)]),
  ) as never;
}

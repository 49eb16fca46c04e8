import { createHandlers } from '../../src/background/handlers.ts';
import { createServices } from '../../src/background/services.ts';
import type { Handlers } from '../../src/rpc/router.ts';
import { createFakeWorld, type FakeWorld } from './world.ts';

/** Every answer of the program, those that it fetches later among them. */
export async function allHandlers(
  world: FakeWorld = createFakeWorld(),
): Promise<Partial<Handlers>> {
  const { later, ...services } = createServices(world);
  const answering = createHandlers(services, later);
  return { ...answering.first, ...(await answering.later()) };
}

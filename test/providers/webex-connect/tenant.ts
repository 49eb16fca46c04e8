import type { ProviderRequest } from '../../../src/providers/provider.ts';
import { webexConnect } from '../../../src/providers/webex-connect/webex-connect.ts';
import { signer } from '../../../src/services/tokens.ts';
import { connectCredential } from '../../fakes/credential.ts';
import { createFakeGateway } from '../../fakes/gateway.ts';
import { createFakeWorld, type FakeWorld } from '../../fakes/world.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { connectPaths } from '../../sandbox/webex-connect/webex-connect.ts';

export const NOW = '2026-03-04T05:06:07.000Z';

/** The hosts that a key for the sandbox has. */
export function hostsOf({ origin }: Pick<Sandbox, 'origin'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(connectPaths).map(([name, path]) => [name, `${origin}${path}`]),
  );
}

/** Asks as a key with these fields, and says what its system would be said to have answered. */
export async function askAs(
  fields: Record<string, string>,
  request: Partial<ProviderRequest>,
  world: FakeWorld = createFakeWorld({ iso: NOW }),
) {
  const credential = connectCredential(fields);
  const gateway = createFakeGateway({ ...world, signer }, [credential]);
  const whole = { method: 'GET', path: '', headers: {}, body: null, ...request } as const;
  const reply = await gateway.askAs(webexConnect, credential)(whole);
  return { reply, failure: webexConnect.failureIn?.(reply, whole) ?? null };
}

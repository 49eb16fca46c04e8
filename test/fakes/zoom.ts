import { parseLossless } from '../../src/domain/lossless-json.ts';
import type { Operation } from '../../src/domain/operation.ts';
import { type OperationValues, requestOf } from '../../src/domain/operation-request.ts';
import type { ProviderReply } from '../../src/providers/provider.ts';
import { operations } from '../../src/providers/zoom/operations.ts';
import { zoom } from '../../src/providers/zoom/zoom.ts';
import type { Manner } from '../../src/services/gateway.ts';
import { signer } from '../../src/services/tokens.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { zoomBase, zoomKey } from '../sandbox/zoom/zoom.ts';
import { verintCredential } from './credential.ts';
import { createFakeGateway } from './gateway.ts';
import { createFakeWorld } from './world.ts';

/** One of Zoom's operations. */
export function operation(id: string): Operation {
  const found = operations.find((each) => each.id === id);
  if (!found) throw new Error(`Zoom has no operation ${id}`);
  return found;
}

/** A key of the sandbox's Zoom, and ways to ask with it. */
export function zoomAt(
  sandbox: Sandbox,
  iso: string,
  fields: Record<string, string> = {},
  manner: Manner = {},
  rules: readonly string[] = [],
) {
  const baseUrl = `${sandbox.origin}${zoomBase}`;
  const credential = {
    ...verintCredential({}, rules),
    provider: zoom.id,
    label: 'Video',
    fields: { ...zoomKey, baseUrl, ...fields },
  };
  const world = createFakeWorld({ iso });
  const gateway = createFakeGateway({ ...world, signer }, [credential]);
  const ask = (id: string, values: OperationValues = {}): Promise<ProviderReply> =>
    gateway.askAs(zoom, credential, manner)(requestOf(operation(id), values));
  const page = async (id: string, values: OperationValues = {}) => {
    const { headers, text } = await ask(id, values);
    return { headers, body: parseLossless(text) };
  };
  return { ask, page, world };
}

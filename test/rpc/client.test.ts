import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/rpc/client.ts';

const refused = (): Promise<unknown> => Promise.reject(new Error('Receiving end does not exist'));

/** How browsers say that a worker died before it answered. */
const BREAKS: Record<string, () => Promise<unknown>> = {
  'Chromium, mostly': refused,
  'Firefox, always': () => Promise.resolve(undefined),
};

/** A road that breaks a number of times before it carries a message. */
function breakingRoad(breaks: number, answer: unknown, broken = refused) {
  const sent: unknown[] = [];
  const send = (message: unknown) => {
    sent.push(message);
    return sent.length <= breaks ? broken() : Promise.resolve(answer);
  };
  const pausesMs: number[] = [];
  const pause = async (ms: number) => void pausesMs.push(ms);
  return { sent, pausesMs, client: createClient(send, pause) };
}

describe('A page', () => {
  it.each(Object.entries(BREAKS))(
    'asks again when the worker died before it answered, as %s says it',
    async (_, broken) => {
      const { sent, client } = breakingRoad(2, { ok: true, value: [] }, broken);
      expect(await client.ask('providers.list', {})).toEqual([]);
      expect(sent).toHaveLength(3);
    },
  );

  it('gives up in the end, after seconds in which a slow browser may start the worker', async () => {
    const { sent, pausesMs, client } = breakingRoad(99, null);
    await expect(client.ask('providers.list', {})).rejects.toMatchObject({ code: 'worker-gone' });
    expect(sent).toHaveLength(pausesMs.length + 1);
    expect(pausesMs).toEqual([...pausesMs].sort((a, b) => a - b));
    expect(pausesMs.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(5_000);
  });

  it('sends at once: it may be closed in the next moment', () => {
    const { sent, client } = breakingRoad(0, { ok: true, value: [] });
    void client.ask('providers.list', {});
    expect(sent).toHaveLength(1);
  });

  it.each(Object.entries(BREAKS))(
    'never asks twice for what must not happen twice (%s)',
    async (_, broken) => {
      const { sent, client } = breakingRoad(1, { ok: true, value: {} }, broken);
      await expect(client.ask('renewal.start', { credentialId: 'a' })).rejects.toMatchObject({
        code: 'worker-gone',
      });
      expect(sent).toHaveLength(1);
    },
  );

  it('takes no answer that the contract does not know', async () => {
    const { client } = breakingRoad(0, { ok: true, value: [{ id: 7 }] });
    await expect(client.ask('providers.list', {})).rejects.toMatchObject({ code: 'unexpected' });
  });

  it.each([undefined, null, 'text', { ok: 'yes' }])('takes %j for no answer', async (answer) => {
    const { client } = breakingRoad(0, answer);
    await expect(client.ask('providers.list', {})).rejects.toMatchObject({ code: 'worker-gone' });
  });
});

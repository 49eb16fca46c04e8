import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zoom } from '../../../src/providers/zoom/zoom.ts';
import { signer } from '../../../src/services/tokens.ts';
import { rule, verintCredential } from '../../fakes/credential.ts';
import { createFakeGateway } from '../../fakes/gateway.ts';
import { replying } from '../../fakes/http.ts';
import { createFakeWorld } from '../../fakes/world.ts';
import { zoomAt } from '../../fakes/zoom.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createStoppedClock } from '../../sandbox/stopped-clock.ts';
import { awkwardIds, zoomBase, zoomKey, zoomSubaccount } from '../../sandbox/zoom/zoom.ts';

const NOW = '2026-03-04T05:06:07.000Z';
const SESSION = `${zoomBase}/videosdk/sessions`;

describe('A Zoom key with rules of its own', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ now: createStoppedClock(NOW).now });
  });
  afterEach(() => sandbox.close());

  it.each(awkwardIds)('asks for the session %s, whose id is one part of the path', async (id) => {
    const key = zoomAt(sandbox, NOW, {}, {}, [`GET ${SESSION}/*`, `GET ${SESSION}/*/users/*/qos`]);
    const { body } = await key.page('sessions.get', { sessionId: id, type: 'past' });
    expect(body).toMatchObject({ id });
    const users = { sessionId: id, userId: '/u//1', type: 'past' };
    expect((await key.page('sessions.user-qos', users)).body).toMatchObject({ session_id: id });
    await expect(key.ask('sessions.users', { sessionId: id, type: 'past' })).rejects.toMatchObject({
      code: 'out-of-scope',
      facts: { refusal: 'path' },
    });
    const theirs = { sessionId: id, type: 'past', accountId: zoomSubaccount };
    await expect(key.ask('sessions.get', theirs)).rejects.toMatchObject({ code: 'out-of-scope' });
    expect(sandbox.requests).toHaveLength(2);
  });
});

/** What a rule for one session must not be led to by an id. */
const ESCAPES = [
  '..%2F..%2Faccounts%2Fme',
  'x%2F..%2F..%2Faccounts',
  'x%252F..%252F..%252Faccounts',
  '%2E%2E%2Fx',
  '%252E%252E%252Fx',
  'x%2F.',
  'x%2F%20%2Fy',
  'x%2f..%2fy',
  'x%252fy',
  'x%25252Fy',
  'x%5Cy',
  'x%3Fa%3D1',
  'x%23',
  'x%3B',
  'x//y',
  'x/y',
  '',
];

describe('An id that would lead elsewhere', () => {
  async function ask(path: string) {
    const world = createFakeWorld({ iso: NOW, http: replying({}) });
    world.allowed.add('https://api.zoom.us/*');
    const credential = {
      ...verintCredential(),
      provider: 'zoom',
      fields: { ...zoomKey, baseUrl: 'https://api.zoom.us/v2' },
      rules: [rule('GET /v2/videosdk/sessions/*')],
    };
    const gateway = createFakeGateway({ ...world, signer }, [credential]);
    const request = { method: 'GET', path, headers: {}, body: null } as const;
    await gateway
      .askAs(
        zoom,
        credential,
      )(request)
      .catch(() => null);
    return world.sent.map(({ url }) => url);
  }

  it.each(ESCAPES)('is not signed: %j', async (id) => {
    expect(await ask(`/videosdk/sessions/${id}`)).toEqual([]);
  });

  it('is told from one that only looks odd', async () => {
    expect(await ask('/videosdk/sessions/%252Fa%252F%252Fb%253D%253D')).toHaveLength(1);
    expect(await ask('/videosdk/sessions/a%2Bb%3D%3D')).toHaveLength(1);
  });
});

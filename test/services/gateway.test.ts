import { describe, expect, it } from 'vitest';
import type { Credential } from '../../src/domain/credential.ts';
import { webexMeetings } from '../../src/providers/webex-meetings/webex-meetings.ts';
import type { Act } from '../../src/services/activity.ts';
import type { Transact } from '../../src/services/book.ts';
import { createGateway } from '../../src/services/gateway.ts';
import { signer } from '../../src/services/tokens.ts';
import { replying } from '../fakes/http.ts';
import { unnoted } from '../fakes/unnoted.ts';
import { createFakeWorld } from '../fakes/world.ts';

const NOW = '2026-03-04T05:06:07.000Z';

const credential = (fields: Record<string, string> = {}): Credential => ({
  id: 'a',
  version: 1,
  provider: 'webex-meetings',
  label: 'Our key',
  description: '',
  expiresAtMs: null,
  disabled: false,
  lookUpOnly: false,
  fields: {
    apiKey: 'key',
    secretKey: 'SECRET',
    lifetimeSeconds: '300',
    baseUrl: 'https://meetings-api.webex.com',
    ...fields,
  },
  previous: [],
  createdAtMs: 0,
});

function gatewayWith(reply: Parameters<typeof replying>[0]) {
  const world = createFakeWorld({ iso: NOW, http: replying(reply) });
  const gateway = createGateway({ ...world, ...unnoted, signer });
  const ask = (fields: Record<string, string> = {}, path = '/gapi/v1/x') =>
    gateway.askAs(
      webexMeetings,
      credential(fields),
    )({ method: 'POST', path, headers: {}, body: '{}' });
  return { world, ask };
}

describe('The gateway', () => {
  it.each([
    ['http://meetings-api.webex.com', '/x', 'not encrypted'],
    ['https://meetings-api.webex.com', '@evil.example/x', 'another host behind a user name'],
    ['https://meetings-api.webex.com', '.evil.example/x', 'a longer host'],
    ['https://meetings-api.webex.com', ':8443/x', 'another port'],
    ['http://127.0.0.1.evil.example', '/x', 'a host that looks like loopback'],
  ])('makes no proof for %s%s: %s', async (baseUrl, path) => {
    const { world, ask } = gatewayWith({});
    await expect(ask({ baseUrl }, path)).rejects.toMatchObject({ code: 'host-foreign' });
    expect(world.sent).toEqual([]);
  });

  it.each([
    ['12', Date.parse(NOW) + 12_000],
    ['Wed, 04 Mar 2026 05:07:00 GMT', Date.parse('2026-03-04T05:07:00Z')],
    ['2026-03-04T06:00:00Z', Date.parse('2026-03-04T06:00:00Z')],
    ['soon', null],
    ['9'.repeat(20), null],
    ['9'.repeat(400), null],
  ])('reads Retry-After “%s”', async (header, retryAtMs) => {
    const { ask } = gatewayWith({ status: 429, headers: { 'retry-after': header } });
    await expect(ask()).rejects.toMatchObject({ code: 'rate-limited', facts: { retryAtMs } });
  });

  it('measures how far the server’s clock is ahead', async () => {
    const { ask } = gatewayWith({ headers: { date: 'Wed, 04 Mar 2026 05:08:07 GMT' } });
    expect((await ask()).skewSeconds).toBe(120);
  });

  it('notes a call that nobody gave another name, and what became of it', async () => {
    const noted: Act[] = [];
    const activity = { noteQuietly: async (_: Transact, act: Act) => void noted.push(act) };
    const asking = (status: number) => {
      const world = createFakeWorld({ iso: NOW, http: replying({ status }) });
      const gateway = createGateway({ ...world, ...unnoted, activity, signer });
      const request = { method: 'GET', path: '/x', headers: {}, body: null } as const;
      return gateway.askAs(webexMeetings, credential())(request);
    };
    await asking(204);
    await asking(400);
    await asking(429).catch(() => undefined);
    expect(noted.map(({ what, outcome, status }) => [what, outcome, status])).toEqual([
      ['called', null, 204],
      ['called', 'server-refused', 400],
      ['called', 'rate-limited', 429],
    ]);
  });

  it('takes the credential’s secrets out of whatever is quoted', async () => {
    const { world, ask } = gatewayWith({ text: 'you sent SECRET' });
    const reply = await ask();
    const token = world.sent[0]?.headers['JWTToken'] ?? '';
    expect(reply.quote(`${reply.text} and ${token}`)).toBe('you sent ••• and •••');
    expect(token.length).toBeGreaterThan(20);
  });
});

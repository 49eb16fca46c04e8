import { describe, expect, it } from 'vitest';
import type { Credential } from '../../src/domain/credential.ts';
import { Failure } from '../../src/domain/failure.ts';
import { webexMeetings } from '../../src/providers/webex-meetings/webex-meetings.ts';
import type { Act } from '../../src/services/activity.ts';
import { signer } from '../../src/services/tokens.ts';
import { sentenceFor } from '../../src/ui/sentences.ts';
import { createFakeGateway } from '../fakes/gateway.ts';
import { replying } from '../fakes/http.ts';
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
  rules: [],
  deleteAfterExpiry: false,
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
  const gateway = createFakeGateway({ ...world, signer }, [credential()]);
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
    ['12', 'in seconds', '2026-03-04T05:06:19Z'],
    ['0', 'no wait at all, which is a second', '2026-03-04T05:06:08Z'],
    ['2678400', '31 days in seconds', '2026-04-04T05:06:07Z'],
    ['2678401', 'more than 31 days, which is nonsense', '2026-03-04T05:07:07Z'],
    ['Wed, 04 Mar 2026 05:07:00 GMT', 'an HTTP date', '2026-03-04T05:07:00Z'],
    ['Wednesday, 04-Mar-26 05:07:00 GMT', 'an old HTTP date', '2026-03-04T05:07:00Z'],
    ['Wed, 04 Mar 2026 05:00:00 GMT', 'an HTTP date that is past', '2026-03-04T05:06:08Z'],
    ['2026-03-04T06:00:00Z', 'an ISO date', '2026-03-04T06:00:00Z'],
    ['2026-03-05T00:00:00+02:00', 'an ISO date with an offset', '2026-03-04T22:00:00Z'],
    ['9999-12-31T23:59:59Z', 'an absurd date', '2026-03-04T05:07:07Z'],
    ['2026-13-45T00:00:00Z', 'a date that does not exist', '2026-03-04T05:07:07Z'],
    ['soon', 'a word', '2026-03-04T05:07:07Z'],
    ['-5', 'a negative number', '2026-03-04T05:07:07Z'],
    ['1.5', 'a fraction', '2026-03-04T05:07:07Z'],
    ['9'.repeat(20), 'an absurd number', '2026-03-04T05:07:07Z'],
    ['9'.repeat(400), 'a number that is none', '2026-03-04T05:07:07Z'],
  ])('reads Retry-After “%s”: %s', async (header, _, iso) => {
    const { ask } = gatewayWith({ status: 429, headers: { 'retry-after': header } });
    const facts = { retryAtMs: Date.parse(iso), saidBy: 'server', limit: null };
    await expect(ask()).rejects.toMatchObject({ code: 'rate-limited', facts });
  });

  it('takes a date in Retry-After against the server’s own clock', async () => {
    const headers = {
      date: 'Wed, 04 Mar 2026 05:16:07 GMT',
      'retry-after': 'Wed, 04 Mar 2026 05:16:37 GMT',
    };
    const { ask } = gatewayWith({ status: 429, headers });
    const facts = { retryAtMs: Date.parse('2026-03-04T05:06:37Z') };
    await expect(ask()).rejects.toMatchObject({ code: 'rate-limited', facts });
  });

  it.each([
    [{ 'x-ratelimit-reset': '1772600769' }, '2026-03-04T05:06:09Z'],
    [{ 'x-ratelimit-reset': '1772600000' }, '2026-03-04T05:06:08Z'],
    // What a server means by so few digits it alone knows.
    [{ 'x-ratelimit-reset': '30' }, '2026-03-04T05:07:07Z'],
    [{ 'x-ratelimit-reset': '1772600769', 'retry-after': '12' }, '2026-03-04T05:06:19Z'],
    [{ 'x-ratelimit-reset': '1772600769', 'retry-after': 'soon' }, '2026-03-04T05:07:07Z'],
  ])('reads %j as the end of the wait', async (headers, iso) => {
    const { ask } = gatewayWith({ status: 429, headers });
    const facts = { retryAtMs: Date.parse(iso) };
    await expect(ask()).rejects.toMatchObject({ code: 'rate-limited', facts });
  });

  it('tells what a server says of its own count, without a secret and not at length', async () => {
    const headers = { 'x-ratelimit-limit': 'SECRET', 'ratelimit-policy': 'x'.repeat(500) };
    const { ask } = gatewayWith({ status: 429, headers });
    const failure = await ask().catch((error: unknown) => error);
    const counts = `limit •••, policy ${'x'.repeat(500)}`.slice(0, 100);
    expect(failure).toMatchObject({ facts: { counts } });
    expect(
      sentenceFor(failure instanceof Failure ? failure : new Failure('unexpected', {})).text,
    ).toContain('The server asks for a pause. It counts: limit •••, policy x');
    const { ask: askAnother } = gatewayWith({ status: 429 });
    const silent = await askAnother().catch((error: unknown) => error);
    expect(silent).not.toHaveProperty('facts.counts');
  });

  it('measures how far the server’s clock is ahead', async () => {
    const { ask } = gatewayWith({ headers: { date: 'Wed, 04 Mar 2026 05:08:07 GMT' } });
    expect((await ask()).skewSeconds).toBe(120);
  });

  it('notes a call that nobody gave another name, and what became of it', async () => {
    const noted: Act[] = [];
    const onNote = (act: Act) => void noted.push(act);
    const asking = (status: number) => {
      const world = createFakeWorld({ iso: NOW, http: replying({ status }) });
      const gateway = createFakeGateway({ ...world, signer }, [credential()], onNote);
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

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpReply } from '../../../src/adapters/http.ts';
import { type FactsOf, isFailure } from '../../../src/domain/failure.ts';
import type { ProviderRequest } from '../../../src/providers/provider.ts';
import { operations } from '../../../src/providers/webex-connect/operations.ts';
import { sentenceFor } from '../../../src/ui/sentences.ts';
import { replying } from '../../fakes/http.ts';
import { createFakeWorld } from '../../fakes/world.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createStoppedClock } from '../../sandbox/stopped-clock.ts';
import { connectKey } from '../../sandbox/webex-connect/webex-connect.ts';
import { askAs, hostsOf, NOW } from './tenant.ts';

type Refused = FactsOf<'system-refused'>;

const V2 = { method: 'POST', path: '/v2/messages' } as const;
const V1 = { method: 'POST', path: '/resources/v1/messaging' } as const;
const EVENT = { method: 'POST', path: '/resources/v1/events/externalevent' } as const;
const HOOK = { method: 'POST', api: 'webhook', path: '' } as const;
const RCS = { method: 'POST', path: '/v1/rcs/capabilities' } as const;
const PROFILE = { method: 'GET', path: '/resources/v2/customerprofile/1' } as const;
const PROFILES = { method: 'POST', path: '/resources/v2/customerprofile' } as const;
const GROUPS = { method: 'GET', api: 'contact-policy', path: '/v1/groups' } as const;

function fixture(name: string): string {
  const url = new URL(`../../fixtures/webex-connect/${name}.json`, import.meta.url);
  return readFileSync(url, 'utf8');
}

const HOSTS = hostsOf({ origin: 'https://sandbox.imiconnect.example' });

/** What is said of one canned reply; `null`: it is an answer. */
async function failureOf(request: Partial<ProviderRequest>, reply: Partial<HttpReply>) {
  const world = createFakeWorld({ iso: NOW, http: replying(reply) });
  world.allowed.add('https://sandbox.imiconnect.example/*');
  const { failure } = await askAs(HOSTS, request, world);
  return failure;
}

async function factsOf(request: Partial<ProviderRequest>, reply: Partial<HttpReply>) {
  const failure = await failureOf(request, reply);
  if (!isFailure(failure, 'system-refused')) throw new Error(`${failure?.code} is no refusal`);
  return failure.facts;
}

describe('An answer of Webex Connect is one', () => {
  it.each([
    ['version 2 queued it', V2, { status: 201, text: fixture('message-v2-queued') }],
    ['version 1 queued it', V1, { text: fixture('message-v1-queued') }],
    ['an event was queued', EVENT, { text: fixture('event-queued') }],
    ['a webhook was queued', HOOK, { text: fixture('event-queued') }],
    ['a webhook said something of its own', HOOK, { text: '<ok/>' }],
    ['numbers were looked up', RCS, { text: fixture('rcs-capabilities') }],
    ['a profile was queued', PROFILES, { text: fixture('profile-queued') }],
    ['a profile was found', PROFILE, { text: fixture('profile') }],
    ['groups were listed', GROUPS, { text: '[]' }],
    [
      'a message’s own state has a code',
      { method: 'GET', path: '/v2/messages/1' } as const,
      { text: '{"status":"failed","code":"7107"}' },
    ],
    ['a code came as a number', EVENT, { text: '{"response":[{"code":1002}]}' }],
    ['nothing came under 204', GROUPS, { status: 204 }],
  ])('where %s', async (_, request, reply) => {
    expect(await failureOf(request, reply)).toBeNull();
  });
});

describe('An answer of Webex Connect says no', () => {
  const RESULTS = {
    objectInside: '{"response":{"code":"7001","description":"Authentication failed"}}',
    listInside: '{"response":[{"code":"7001","description":"Authentication failed"}]}',
    bareList: '[{"code":"7001","message":"Authentication failed"}]',
    bareObject: '{"code":"7001","message":"Authentication failed"}',
    capitals: '{"Status":1,"Description":"Authentication failed","code":7001}',
  };

  const families = [V2, V1, EVENT, HOOK, RCS, PROFILE, GROUPS].flatMap((request) =>
    Object.entries(RESULTS).map(([shape, text]) => [request.path, shape, request, text] as const),
  );
  it.each(families)('under status 200 (%s, %s)', async (_path, _shape, request, text) => {
    expect(await factsOf(request, { text })).toMatchObject({
      status: 200,
      code: '7001',
      said: 'Authentication failed',
      fault: 'key',
    });
  });

  it.each(Object.entries(RESULTS))('under status 400 (%s)', async (_, text) => {
    for (const request of [V2, V1, EVENT, RCS, GROUPS]) {
      const facts = await factsOf(request, { status: 400, text });
      expect(facts).toMatchObject({ status: 400, code: '7001', said: 'Authentication failed' });
    }
  });

  it('by status 401 alone', async () => {
    for (const request of [V2, { method: 'GET', path: '/v2/messages/1' } as const, GROUPS]) {
      const facts = await factsOf(request, { status: 401 });
      expect(facts).toMatchObject({ system: 'Webex Connect', status: 401, code: null, said: null });
    }
  });

  it.each([
    '',
    '<!doctype html><h1>502 Bad Gateway</h1>',
    '[',
    'null',
    '17',
    '"no"',
    '[[]]',
    '{"response":null}',
    '{"code":{"deep":true}}',
  ])('by status 502 with %j', async (text) => {
    const facts = await factsOf(EVENT, { status: 502, text });
    expect(facts).toMatchObject({ status: 502, code: null, said: null, trace: null });
  });

  it('of one item, and tells that the others were taken', async () => {
    const text = '{"response":[{"code":"1002"},{"code":"7025","description":"k is missing"}]}';
    const facts = await factsOf(EVENT, { text });
    expect(facts).toMatchObject({ code: '7025', said: 'k is missing', partly: true });
    expect(sentenceFor(await refusal(EVENT, text)).text).toContain(
      'Other items of the same request were taken.',
    );
    const all = await factsOf(EVENT, { text: fixture('event-parameter-missing') });
    expect(all).toMatchObject({ code: '7025', partly: false });
  });

  it('of some records of several, and tells that the others were taken', async () => {
    const text = '{"code":"1002","SuccessCount":1,"FailureCount":1}';
    expect(await factsOf(PROFILES, { text })).toMatchObject({ code: '1002', partly: true });
    expect(sentenceFor(await refusal(PROFILES, text)).text).toContain('Some of it failed.');
    expect(await failureOf(EVENT, { text })).toBeNull();
  });

  it('by the code that means yes to another API', async () => {
    // The vendor’s own sample takes 1001 for a queued event.
    const text = '{"response":[{"code":"1001"}]}';
    expect(await factsOf(EVENT, { text })).toMatchObject({ code: '1001' });
    expect(await failureOf(V1, { text })).toBeNull();
  });

  it('without a secret of the key, and in no more than 300 characters', async () => {
    const { serviceKey, profileKey } = connectKey;
    const told = `key ${serviceKey}, ${profileKey} of /hooks/not-a-secret-webhook-0001 ${'x'.repeat(400)}`;
    const text = JSON.stringify({ code: '7004', description: told, transid: profileKey });
    const facts = await factsOf(V2, { status: 400, text });
    expect(JSON.stringify(facts)).not.toMatch(/not-a-secret|0f3c2a5e/);
    expect(facts.said).toHaveLength(300);
    expect(facts.said).toContain('key •••, ••• of');
  });

  it('without the rest of a secret that begins like another one', async () => {
    const world = createFakeWorld({
      iso: NOW,
      http: replying({ status: 400, text: '{"code":"7004","message":"abcd and abcd-efgh"}' }),
    });
    world.allowed.add('https://sandbox.imiconnect.example/*');
    const keys = { serviceKey: 'abcd', profileKey: 'abcd-efgh' };
    const { failure } = await askAs({ ...HOSTS, ...keys }, V2, world);
    expect(failure?.facts).toMatchObject({ said: '••• and •••' });
  });

  it('in no more than 300 characters, whichever it is', async () => {
    const long = 'x'.repeat(1_000);
    const text = JSON.stringify({ code: long, message: long, transid: long });
    const { code, said, trace } = await factsOf(V2, { status: 400, text });
    expect([code, said, trace].map((each) => each?.length)).toEqual([300, 300, 300]);
  });

  it('without the token, also where the server quotes it without “Bearer”', async () => {
    const world = createFakeWorld({
      iso: NOW,
      http: async ({ headers }) => {
        const description = `bad token ${headers['Authorization']?.replace('Bearer ', '')}`;
        return { status: 400, headers: {}, text: JSON.stringify({ code: '7001', description }) };
      },
    });
    world.allowed.add('https://sandbox.imiconnect.example/*');
    const { failure } = await askAs(HOSTS, V2, world);
    expect(failure?.facts).toMatchObject({ said: 'bad token •••' });
  });
});

async function refusal(request: Partial<ProviderRequest>, text: string, status = 200) {
  const failure = await failureOf(request, { status, text });
  if (failure === null) throw new Error('It was taken.');
  return failure;
}

describe('What people read of it', () => {
  const said = async (request: Partial<ProviderRequest>, code: string) =>
    sentenceFor(await refusal(request, JSON.stringify({ response: { code } }))).text;

  it('is what the code means in that kind of API', async () => {
    expect(await said(V1, '7005')).toContain('The request came too late.');
    expect(await said(EVENT, '7005')).toContain('It failed inside.');
    expect(await said(V1, '7003')).toContain('A value that it needs is missing.');
    expect(await said(HOOK, '7003')).toContain('The events are missing.');
    expect(await said(PROFILE, '7600')).toContain('no such transaction, or it is still queued');
  });

  it('is the code alone where nobody knows it, whatever it is called', async () => {
    for (const code of ['8888', 'constructor', '__proto__']) {
      expect(await said(EVENT, code)).toBe(
        `It gave no reason (code ${code}). Look at what was asked, and ask again.`,
      );
    }
  });

  it('tells the vendor’s words, where the fault lies, and by what its support finds the call', async () => {
    const text = fixture('event-authentication-failed').replace('…', 'e-77');
    const { title, text: words, help } = sentenceFor(await refusal(EVENT, text));
    expect(title).toBe('Webex Connect did not accept the key');
    expect(words).toBe(
      'It said “Authentication failed” (code 7001). It knows no such key or token. Check what the key is made of, and whether it was replaced there. Its support finds the call by “e-77”.',
    );
    expect(help?.label).toBe('Open Keys');
  });

  it('asks for a pause where there were too many calls, though the status says yes', async () => {
    const text = '{"response":{"code":"7020","description":"Throttle limit exceeded"}}';
    expect(sentenceFor(await refusal(EVENT, text)).title).toBe('Webex Connect wants a pause');
  });
});

describe('A wrong key at the sandbox', () => {
  const clock = createStoppedClock(NOW);
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ now: clock.now });
  });
  afterEach(() => sandbox.close());

  const ALONE = { serviceKey: 'another-key-0001', serviceId: '', serviceSecret: '' };
  const OTHER_SECRET = { serviceSecret: Buffer.from('another secret').toString('base64') };
  const OTHER_PROFILE = { profileKey: 'another-profile-key' };

  it.each<[string, Record<string, string>, Partial<ProviderRequest>, Partial<Refused>]>([
    ['key, version 2', ALONE, V2, { status: 401, code: null, said: null }],
    ['secret, version 2', OTHER_SECRET, V2, { status: 401, code: null, said: null }],
    ['key, version 1', ALONE, V1, { status: 200, code: '7001' }],
    ['key, events', ALONE, EVENT, { status: 200, code: '7001', said: 'Authentication failed' }],
    ['secret, events', OTHER_SECRET, EVENT, { status: 200, code: '7001' }],
    ['secret, webhook', OTHER_SECRET, HOOK, { status: 200, code: '7001' }],
    ['profile key, profiles', OTHER_PROFILE, PROFILE, { status: 200, code: '7001' }],
    ['profile key, groups', OTHER_PROFILE, GROUPS, { status: 401 }],
  ])('(%s) is said in the system’s own words', async (_, fields, request, facts) => {
    const { failure } = await askAs({ ...hostsOf(sandbox), ...fields }, request);
    expect(failure).toMatchObject({ code: 'system-refused', facts });
    expect(failure && sentenceFor(failure).title).toBe('Webex Connect did not accept the key');
  });

  it('is told apart from a group that is not there, and from one that was deleted', async () => {
    const { groups } = sandbox.webexConnect;
    groups.push({ groupId: 'old', name: 'Old', status: 'DISABLED', isDeleted: true });
    const ask = (id: string) =>
      askAs(hostsOf(sandbox), { ...GROUPS, path: `/v1/groups/${id}` }).then((each) => each.failure);
    expect(await ask('none')).toMatchObject({ facts: { status: 404, said: 'Group not found' } });
    expect(await ask('old')).toMatchObject({ facts: { status: 410, said: 'Group was deleted' } });
  });

  it('lists all groups, page by page, by the token in the header', async () => {
    const paging = operations.find(({ id }) => id === 'groups.list')?.paging;
    const header = paging && 'header' in paging.next ? paging.next.header : '';
    const names: string[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const query: string = token === '' ? '' : `&${paging?.field}=${encodeURIComponent(token)}`;
      const path = `/v1/groups?pageSize=50${query}`;
      const { reply } = await askAs(hostsOf(sandbox), { ...GROUPS, path });
      names.push(...JSON.parse(reply.text).map(({ name }: { name: string }) => name));
      token = reply.headers[header];
    }
    expect(names).toEqual(sandbox.webexConnect.groups.map(({ name }) => name));
    expect(sandbox.requests).toHaveLength(3);
  });
});

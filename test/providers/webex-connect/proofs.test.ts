import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderRequest } from '../../../src/providers/provider.ts';
import { apiAuthentication } from '../../../src/providers/webex-connect/api-authentication.ts';
import { fields } from '../../../src/providers/webex-connect/fields.ts';
import { operations } from '../../../src/providers/webex-connect/operations.ts';
import { tokens } from '../../../src/providers/webex-connect/proof.ts';
import { sentenceFor } from '../../../src/ui/sentences.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createStoppedClock } from '../../sandbox/stopped-clock.ts';
import { connectKey } from '../../sandbox/webex-connect/webex-connect.ts';
import { askAs, hostsOf, NOW } from './tenant.ts';

const clock = createStoppedClock(NOW);
let sandbox: Sandbox;

beforeEach(async () => {
  clock.setTo(NOW);
  sandbox = await startSandbox({ now: clock.now });
});
afterEach(() => sandbox.close());

const MESSAGE = '{"to":[{"msisdn":["+441234567890"]}],"content":{"type":"text","text":"hello"}}';
const EVENT = '{"events":[{"evtid":"4451","parameters":{"k":"v"}}]}';

/** A request of an operation, with its path filled in. */
function requestOf(id: string, filling = '', body: string | null = null): ProviderRequest {
  const operation = operations.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`No operation ${id}`);
  const { api, method, path } = operation;
  const filled = path.replace(/\{\w+\}/, filling);
  return { ...(api && { api }), method, path: filled, headers: {}, body };
}

/** Each API of the seed's table, how it is asked, and the header that has to arrive by what the key holds. */
const ROWS: readonly {
  row: string;
  requests: ProviderRequest[];
  both: string | null;
  keyAlone: string | null;
  tokenAlone: string | null;
  profileAlone: string | null;
  appAlone?: string;
}[] = [
  ...[
    {
      row: 'Messaging API (v1 and v2)',
      requests: [
        requestOf('messages.send', '', MESSAGE),
        requestOf('messages.get', 'sandbox-0001'),
        requestOf('messages.send-v1', '', '{"destination":[]}'),
      ],
    },
    { row: 'Custom Event API v1', requests: [requestOf('events.trigger', '', EVENT)] },
    { row: 'Inbound webhooks', requests: [requestOf('webhooks.post', '', '{}')] },
    {
      row: 'RCS Capability Lookup API',
      requests: [requestOf('rcs.capabilities', '', '{"appId":"1","msisdn":["1"]}')],
    },
  ].map((each) => ({
    ...each,
    both: 'Authorization: Bearer JWT',
    keyAlone: 'key: service key',
    tokenAlone: 'Authorization: Bearer JWT',
    profileAlone: null,
  })),
  ...[
    {
      row: 'Contact Policy APIs',
      requests: [requestOf('groups.list'), requestOf('groups.get', 'group-7')],
      sent: 'Authorization: Bearer profile key',
    },
    {
      row: 'Profile API v2',
      requests: [requestOf('profiles.create', '', '{"Records":[]}')],
      sent: 'key: profile key',
    },
    {
      row: 'Profile API v2',
      requests: [requestOf('profiles.get', '4711'), requestOf('profiles.status', 'abc')],
      sent: 'secretKey: profile key',
    },
  ].map(({ sent, ...each }) => ({
    ...each,
    both: sent,
    keyAlone: null,
    tokenAlone: null,
    profileAlone: sent,
  })),
  ...(['threads', 'segments', 'topics'] as const).map((name) => ({
    row: `${{ threads: 'Thread', segments: 'Segment', topics: 'Topic' }[name]} APIs`,
    requests: [
      requestOf(`${name}.get`, `/${name}/1?x=2`),
      requestOf(`${name}.post`, `/${name}/1`, '{}'),
    ],
    both: 'Authorization: Bearer JWT',
    keyAlone: null,
    tokenAlone: null,
    profileAlone: null,
    appAlone: 'Authorization: Bearer JWT',
  })),
];

const NOTHING = Object.fromEntries(Object.keys(connectKey).map((name) => [name, '']));
const HOLDINGS = {
  both: {},
  keyAlone: { ...NOTHING, serviceKey: connectKey.serviceKey },
  tokenAlone: {
    ...NOTHING,
    serviceId: connectKey.serviceId,
    serviceSecret: connectKey.serviceSecret,
  },
  profileAlone: { ...NOTHING, profileKey: connectKey.profileKey },
  appAlone: { ...NOTHING, appId: connectKey.appId, appSecret: connectKey.appSecret },
} as const;

describe('What each API of Webex Connect is sent', () => {
  it('covers all nine rows of the vendor’s table', () => {
    expect(new Set(ROWS.map(({ row }) => row))).toEqual(
      new Set(apiAuthentication.map(({ label }) => label)),
    );
    expect(apiAuthentication).toHaveLength(9);
  });

  const cases = ROWS.flatMap(({ row, requests, ...expected }) =>
    (['both', 'keyAlone', 'tokenAlone', 'profileAlone', 'appAlone'] as const).map(
      (holding) => [row, holding, expected[holding] ?? null, requests] as const,
    ),
  );

  it.each(cases)('%s, with %s: %s', async (row, holding, expected, requests) => {
    const key = { ...hostsOf(sandbox), ...HOLDINGS[holding] };
    for (const request of requests) {
      if (expected === null) {
        await expect(askAs(key, request)).rejects.toMatchObject({
          code: 'proof-missing',
          facts: { api: row },
        });
        continue;
      }
      await askAs(key, request);
      expect(sandbox.webexConnect.arrivals.at(-1)?.proofs).toEqual([expected]);
      expect(sandbox.requests.at(-1)?.verdict).toBe('answered');
    }
    // What it lacks the proof for was not sent at all.
    if (expected === null) expect(sandbox.requests).toEqual([]);
  });

  it('carries the token of a webhook in the header that the key names', async () => {
    const key = { ...hostsOf(sandbox), webhookHeader: 'key' };
    await askAs(key, requestOf('webhooks.post', '', '{}'));
    expect(sandbox.webexConnect.arrivals.at(-1)?.proofs).toEqual(['key: JWT']);
    expect(sandbox.requests.at(-1)?.verdict).toBe('answered');
    // Of all other rows the header is known.
    await askAs(key, requestOf('events.trigger', '', EVENT));
    expect(sandbox.webexConnect.arrivals.at(-1)?.proofs).toEqual(['Authorization: Bearer JWT']);
  });

  it('never has the secret itself, in whichever row', async () => {
    for (const { requests } of ROWS) {
      for (const request of requests) await askAs(hostsOf(sandbox), request);
    }
    const seen = sandbox.requests.map(({ rawHeaders, path, query, body }) =>
      [...rawHeaders, path, query, body].join('\n'),
    );
    expect(seen.join()).not.toContain(connectKey.serviceSecret);
    expect(seen.join()).not.toContain(connectKey.appSecret);
  });
});

describe('The token of a service', () => {
  const SECRET = Buffer.from('~~~ a made-up secret ??>').toString('base64');
  const claimsIn = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

  it.each([
    ['in standard base64', connectKey.serviceSecret],
    ['without padding', connectKey.serviceSecret.replace(/=+$/, '')],
    [
      'in the URL-safe alphabet',
      Buffer.from(connectKey.serviceSecret, 'base64').toString('base64url'),
    ],
    [
      'in the URL-safe alphabet, padded',
      connectKey.serviceSecret.replaceAll('+', '-').replaceAll('/', '_'),
    ],
  ])('is taken where the secret was given %s', async (_, serviceSecret) => {
    const request = requestOf('messages.send', '', MESSAGE);
    const { failure } = await askAs({ ...hostsOf(sandbox), serviceSecret }, request);
    expect(failure).toBeNull();
  });

  it('would have been refused if the secret’s text had been the key', async () => {
    const text = Buffer.from(connectKey.serviceSecret).toString('base64');
    const request = requestOf('messages.send', '', MESSAGE);
    const { failure } = await askAs({ ...hostsOf(sandbox), serviceSecret: text }, request);
    expect(failure).toMatchObject({ code: 'system-refused' });
  });

  it('is HS256 over service ID and times in whole seconds, and lives an hour from half a minute ago', async () => {
    const { failure } = await askAs(
      { ...hostsOf(sandbox), serviceSecret: SECRET },
      requestOf('messages.send', '', MESSAGE),
    );
    // Of another service: not taken, but there to be looked at.
    expect(failure).not.toBeNull();
    const [, token = ''] = sandbox.requests.at(-1)?.headers.authorization?.split(' ') ?? [];
    const [head = '', body = '', signature] = token.split('.');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
      alg: 'HS256',
      typ: 'JWT',
    });
    const iat = Date.parse(NOW) / 1_000 - 30;
    expect(claimsIn(token)).toEqual({ iss: connectKey.serviceId, iat, exp: iat + 3_600 });
    const key = Buffer.from(SECRET, 'base64');
    const expected = createHmac('sha256', key).update(`${head}.${body}`).digest('base64url');
    expect(signature).toBe(expected);
  });

  it('counts before a key: one that is wrong is refused beside a key that is right', async () => {
    const request = requestOf('messages.send', '', MESSAGE);
    const key = { ...hostsOf(sandbox), serviceSecret: SECRET };
    expect((await askAs(key, request)).failure).toMatchObject({ facts: { status: 401 } });
    const alone = { ...key, serviceId: '', serviceSecret: '' };
    expect((await askAs(alone, request)).failure).toBeNull();
  });

  it('is another one for threads, segments and topics: the app’s, by its own secret', async () => {
    await askAs(hostsOf(sandbox), requestOf('topics.get', '/topics/1'));
    const [, token = ''] = sandbox.requests.at(-1)?.headers.authorization?.split(' ') ?? [];
    const exp = Date.parse(NOW) / 1_000 - 30 + 3_600;
    expect(claimsIn(token)).toEqual({ appId: connectKey.appId, exp });
    const wrong = { ...hostsOf(sandbox), appSecret: 'another' };
    const { failure } = await askAs(wrong, requestOf('topics.get', '/topics/1'));
    expect(failure).toMatchObject({ facts: { status: 200, code: '26', fault: 'key' } });
    expect(failure && sentenceFor(failure).text).toContain('It knows no such key or token.');
  });

  it('of an app can be made by itself, for one of its users', () => {
    const order = { kind: 'app', lifetimeSeconds: 600, extra: {}, nowSeconds: 1_000_030 };
    const made = (values: Record<string, string>) => tokens.order(connectKey, { ...order, values });
    expect(made({ userId: 'u1' }).claims).toEqual({
      appId: 'APP00001',
      userId: 'u1',
      exp: 1_000_600,
    });
    expect(made({}).claims).toEqual({ appId: 'APP00001', exp: 1_000_600 });
    expect(Buffer.from(made({}).key.bytes).toString()).toBe(connectKey.appSecret);
    expect(tokens.keys(connectKey).map(({ name }) => name)).toEqual([
      'Service secret',
      'App secret',
    ]);
    expect(() => tokens.order({ appId: 'A' }, { ...order, values: {} })).toThrow('field-invalid');
  });

  it('can be made by itself, for at most an hour', () => {
    const [kind] = tokens.kinds;
    expect(kind).toMatchObject({ least: 60, most: 3_600, usual: 3_600 });
    const order = {
      kind: 'service',
      lifetimeSeconds: 600,
      values: {},
      extra: {},
      nowSeconds: 1_000_030,
    };
    const made = tokens.order({ serviceId: 'S', serviceSecret: SECRET }, order);
    expect(made.claims).toEqual({ iss: 'S', iat: 1_000_000, exp: 1_000_600 });
    expect(Buffer.from(made.key.bytes).toString()).toBe('~~~ a made-up secret ??>');
    expect(tokens.keys({ serviceSecret: '' })).toEqual([]);
    expect(() => tokens.order({ serviceId: 'S' }, order)).toThrow('field-invalid');
  });
});

describe('The service secret in the form', () => {
  const secret = fields.find(({ name }) => name === 'serviceSecret');
  const problemOf = (typed: string) => secret?.problem(secret.tidy(typed));

  it.each(['c2VjcmV0', 'c2Vj\r\n cmV0', 'c2VjcmU=', 'c2VjcmU', '-_-_', '+/+/'])(
    'may be %j',
    (typed) => expect(problemOf(typed)).toBeNull(),
  );

  it.each(['c2Vjc', 'geheim!', 'c2V=cmV0', 'ключ', '===='])('may not be %j', (typed) =>
    expect(problemOf(typed)).toMatch(/base64/),
  );
});

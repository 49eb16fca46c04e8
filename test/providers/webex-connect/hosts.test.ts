import { describe, expect, it } from 'vitest';
import type { ProviderRequest } from '../../../src/providers/provider.ts';
import { tidyRegion } from '../../../src/providers/webex-connect/regions.ts';
import { webexConnect } from '../../../src/providers/webex-connect/webex-connect.ts';
import { words } from '../../../src/providers/webex-connect/words.ts';
import { signer } from '../../../src/services/tokens.ts';
import { connectCredential, rule } from '../../fakes/credential.ts';
import { createFakeGateway } from '../../fakes/gateway.ts';
import { replying } from '../../fakes/http.ts';
import { createFakeWorld } from '../../fakes/world.ts';
import { connectKey } from '../../sandbox/webex-connect/webex-connect.ts';
import { askAs, NOW } from './tenant.ts';

/** Source: Webex Connect, "Know your API endpoints", line by line: region, then API, contact policy and RTM. */
const HOSTS = [
  ['us.webexconnect.io', 'api.us', 'contactpolicy.us', 'rtm.us', 'webexconnect.io'],
  ['us1.webexconnect.io', 'api.us1', 'contactpolicy.us1', 'rtm.us1', 'webexconnect.io'],
  ['ca.webexconnect.io', 'api.ca', 'contactpolicy.ca', 'rtm.ca', 'webexconnect.io'],
  ['eu.webexconnect.io', 'api.eu', 'contactpolicy.eu', 'rtm.eu', 'webexconnect.io'],
  ['uk.webexconnect.io', 'api.uk', 'contactpolicy.uk', 'rtm.uk', 'webexconnect.io'],
  ['in.webexconnect.io', 'api.in', 'contactpolicy.in', 'rtm.in', 'webexconnect.io'],
  ['au.webexconnect.io', 'api.au', 'contactpolicy.au', 'rtm.au', 'webexconnect.io'],
  ['imiconnect.io/europe', 'api', 'contactpolicy', 'rtm', 'imiconnect.io'],
  ['imiconnect.io/usa', 'api-us', 'contactpolicy-us', 'rtm-us', 'imiconnect.io'],
  ['imiconnect.us', 'api', 'contactpolicy', 'rtm', 'imiconnect.us'],
  ['imiconnect.eu', 'api', 'contactpolicy', 'rtm', 'imiconnect.eu'],
  ['imiconnect.ca', 'api', 'contactpolicy', 'rtm', 'imiconnect.ca'],
  ['imiconnect.in', 'api', 'contactpolicy', 'rtm', 'imiconnect.in'],
  ['imiconnect.com', 'api', 'contactpolicy', 'rtmapp', 'imiconnect.com'],
] as const;

const REQUESTS = [
  { method: 'POST', path: '/v2/messages' },
  { method: 'GET', api: 'contact-policy', path: '/v1/groups' },
  { method: 'GET', api: 'rtm', path: '/threads/1' },
] as const satisfies Partial<ProviderRequest>[];

/** A world where every host is allowed: what keeps a request from one is the key alone. */
function openWorld() {
  const world = createFakeWorld({ iso: NOW, http: replying({ status: 200 }) });
  world.permissions.allows = async () => true;
  return world;
}

describe('A region', () => {
  it.each(HOSTS)('%s brings its three hosts', async (region, api, policy, rtm, domain) => {
    const world = openWorld();
    for (const request of REQUESTS) await askAs({ region }, request, world);
    expect(world.sent.map(({ url }) => new URL(url).origin)).toEqual(
      [api, policy, rtm].map((name) => `https://${name}.${domain}`),
    );
  });

  it('is offered by name, each of them and no other', () => {
    const region = webexConnect.fields.find(({ name }) => name === 'region');
    const values = region?.options.map(({ value }) => value);
    expect(values).toEqual(['', ...HOSTS.map(([value]) => value), 'other']);
    expect(Object.keys(words.fields['region']?.options ?? {})).toEqual(values);
    expect(new Set(Object.values(words.fields['region']?.options ?? {})).size).toBe(16);
  });

  it.each([
    ['acme.us.webexconnect.io', 'us.webexconnect.io'],
    ['https://acme.us1.webexconnect.io/login?x=1', 'us1.webexconnect.io'],
    ['API.EU.webexconnect.io', 'eu.webexconnect.io'],
    ['us.webexconnect.io, USA (AWS)', 'us.webexconnect.io'],
    ['acme.imiconnect.in', 'imiconnect.in'],
    ['https://api-us.imiconnect.io', 'imiconnect.io/usa'],
    ['https://api.imiconnect.io/resources/v1', 'imiconnect.io/europe'],
    ['imiconnect.io, Europe', 'imiconnect.io/europe'],
    [' imiconnect.io/usa ', 'imiconnect.io/usa'],
    ['rtmapp.imiconnect.com', 'imiconnect.com'],
    ['Other', 'other'],
  ])('is understood from %j', (typed, region) => expect(tidyRegion(typed)).toBe(region));

  it.each(['imiconnect.io', 'acme.imiconnect.io', 'https://acme.imiconnect.io/'])(
    'is asked for, and not guessed, with %j',
    (typed) => {
      const region = webexConnect.fields.find(({ name }) => name === 'region');
      expect(region?.problem(tidyRegion(typed))).toMatch(/unclear: .*Europe and USA/);
    },
  );

  it.each(['mars', 'us.webexconnect.io.evil.example', 'evilwebexconnect.io', 'constructor'])(
    'is not taken from %j',
    (typed) => {
      const region = webexConnect.fields.find(({ name }) => name === 'region');
      expect(region?.problem(tidyRegion(typed))).toMatch(/not one/);
    },
  );
});

describe('A host that is typed', () => {
  it('stands in for the region’s, and for no other', async () => {
    const world = openWorld();
    const fields = { region: 'us.webexconnect.io', rtmHost: 'https://rtm.example.com/base' };
    for (const request of REQUESTS) await askAs(fields, request, world);
    expect(world.sent.map(({ url }) => url)).toEqual([
      'https://api.us.webexconnect.io/v2/messages',
      'https://contactpolicy.us.webexconnect.io/v1/groups',
      'https://rtm.example.com/base/threads/1',
    ]);
  });

  it('is needed for each API that the region “other” is asked by', async () => {
    const world = openWorld();
    const fields = { region: 'other', apiHost: 'https://api.sandbox.example' };
    await askAs(fields, REQUESTS[0], world);
    for (const request of REQUESTS.slice(1)) {
      await expect(askAs(fields, request, world)).rejects.toMatchObject({
        code: 'api-without-host',
        facts: { label: 'Connect, EMEA' },
      });
    }
    await expect(askAs(fields, { method: 'POST', api: 'webhook' }, world)).rejects.toMatchObject({
      code: 'api-without-host',
      facts: { api: 'Inbound webhook' },
    });
    expect(world.sent).toHaveLength(1);
  });
});

describe('The inbound webhook', () => {
  const webhookUrl = 'https://hooks.example.com/events/not-a-secret-hook?token=not-a-secret-either';

  it('is asked at its URL as it was pasted, with its query', async () => {
    const world = openWorld();
    await askAs({ webhookUrl }, { method: 'POST', api: 'webhook', body: '{}' }, world);
    expect(world.sent.map(({ url }) => url)).toEqual([webhookUrl]);
  });

  it('keeps its path out of what is said of it, where a rule does not open it', async () => {
    const credential = {
      ...connectCredential({ webhookUrl }),
      rules: [rule('POST /v2/messages')],
    };
    const gateway = createFakeGateway({ ...openWorld(), signer }, [credential]);
    const ask = gateway.askAs(webexConnect, credential);
    const request = { method: 'POST', api: 'webhook', path: '', headers: {}, body: null } as const;
    const failure = await ask(request).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'out-of-scope', facts: { path: '/events/•••' } });
  });
});

describe('No request of a key', () => {
  const REGION = { region: 'us.webexconnect.io', webhookUrl: 'https://hooks.example.com/e/1' };
  const APIS = ['api', 'contact-policy', 'rtm', 'webhook'] as const;
  const PATHS = [
    '.evil.example/x',
    '@evil.example/x',
    ':444/x',
    '\\.evil.example',
    ':x@evil.example/',
    '.',
    'a',
    '-evil.example',
    '%2eevil.example',
  ];

  it.each(APIS.flatMap((api) => PATHS.map((path) => [api, path] as const)))(
    'goes elsewhere (%s, %j)',
    async (api, path) => {
      const world = openWorld();
      const own = webexConnect.baseUrl({ ...REGION, ...connectKey }, api);
      await askAs(REGION, { method: 'POST', api, path }, world).catch(() => null);
      const elsewhere = world.sent.filter(({ url }) => new URL(url).origin !== new URL(own).origin);
      expect(elsewhere).toEqual([]);
    },
  );

  it('goes to an API that its system has not', async () => {
    const world = openWorld();
    for (const api of ['evil', 'constructor', '__proto__', '']) {
      await expect(askAs(REGION, { api, path: '/x' }, world)).rejects.toMatchObject({
        code: 'api-without-host',
      });
    }
    expect(world.sent).toEqual([]);
  });

  it('is let through by a rule for another of its hosts', async () => {
    const world = openWorld();
    const credential = {
      ...connectCredential(REGION),
      rules: [rule('GET https://contactpolicy.us.webexconnect.io/v1/**')],
    };
    const gateway = createFakeGateway({ ...world, signer }, [credential]);
    const ask = gateway.askAs(webexConnect, credential);
    const request = { method: 'GET', path: '/v1/groups', headers: {}, body: null } as const;
    await ask({ ...request, api: 'contact-policy' });
    for (const api of ['api', 'rtm'] as const) {
      await expect(ask({ ...request, api })).rejects.toMatchObject({ code: 'out-of-scope' });
    }
    expect(world.sent).toHaveLength(1);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { webexConnect } from '../src/providers/webex-connect/webex-connect.ts';
import { signer } from '../src/services/tokens.ts';
import { BACKUP_PASSPHRASE, seal, unseal } from './backup/jwe.ts';
import { useCheapRounds } from './backup/rounds.ts';
import { connectCredential } from './fakes/credential.ts';
import { type Desk, openDesk } from './fakes/desk.ts';
import { createFakeGateway } from './fakes/gateway.ts';
import { replying } from './fakes/http.ts';
import { importRows, previewRows } from './fakes/import.ts';
import { withPassphrase } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';
import { connectKey } from './sandbox/webex-connect/webex-connect.ts';

useCheapRounds();

const HOOK = 'https://hooks.us.webexconnect.io/events/not-a-secret-hook';
const US = [
  'https://api.us.webexconnect.io/*',
  'https://contactpolicy.us.webexconnect.io/*',
  'https://rtm.us.webexconnect.io/*',
];
const NO_SECRETS = {
  serviceKey: '',
  serviceSecret: '',
  profileKey: '',
  appSecret: '',
  webhookUrl: '',
};

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

/** What somebody types into the form of a Webex Connect key. */
function draft(
  fields: Record<string, string> = {},
  stored: { id: string; version: number } | null = null,
) {
  return {
    id: stored?.id ?? null,
    version: stored?.version ?? 0,
    provider: 'webex-connect',
    label: 'EMEA',
    description: '',
    expiresAtMs: null,
    rules: [],
    fields: { region: 'us.webexconnect.io', ...connectKey, ...fields },
  };
}

const save = (...typed: Parameters<typeof draft>) =>
  desk.program.ask('credentials.save', draft(...typed));

async function keyOf({ program }: Desk) {
  const [key] = (await program.ask('program.state', {})).credentials;
  if (key === undefined) throw new Error('There is no key.');
  return key;
}

describe('A key with several hosts', () => {
  it('names all of them, and waits until each is allowed', async () => {
    await save({ webhookUrl: HOOK });
    const all = [...US, 'https://hooks.us.webexconnect.io/*'];
    expect(await keyOf(desk)).toMatchObject({ origins: all, hostAllowed: false });
    for (const pattern of all) {
      expect((await keyOf(desk)).hostAllowed).toBe(false);
      desk.world.allowed.add(pattern);
    }
    expect((await keyOf(desk)).hostAllowed).toBe(true);
  });

  it('shows no page a secret, nor the webhook’s URL', async () => {
    await save({ webhookUrl: HOOK });
    const told = JSON.stringify(await desk.program.ask('program.state', {}));
    expect(told).not.toMatch(/not-a-secret|0f3c2a5e/);
    expect((await keyOf(desk)).secretsSet).toEqual([
      'serviceKey',
      'serviceSecret',
      'profileKey',
      'appSecret',
      'webhookUrl',
    ]);
  });

  it('keeps its secrets where another thing is changed', async () => {
    await save({ webhookUrl: HOOK });
    const before = await keyOf(desk);
    await save({ ...NO_SECRETS, serviceId: 'SVC2' }, before);
    expect(await keyOf(desk)).toMatchObject({
      origins: before.origins,
      secretsSet: before.secretsSet,
    });
  });

  it('loses a secret that is to go, and falls back on what is left', async () => {
    await save({ webhookUrl: HOOK });
    const drop = async (emptied: string[], fields: Record<string, string> = {}) => {
      const typed = draft({ ...NO_SECRETS, ...fields }, await keyOf(desk));
      await desk.program.ask('credentials.save', { ...typed, emptied });
    };
    await drop(['serviceSecret', 'webhookUrl', 'appSecret', 'nothing'], { serviceId: '' });
    expect(await keyOf(desk)).toMatchObject({ secretsSet: ['serviceKey', 'profileKey'] });
    expect((await keyOf(desk)).origins).toEqual(US);
    const { id: credentialId } = await keyOf(desk);
    const asked = { credentialId, api: null, method: 'POST', path: '/v2/messages' } as const;
    const { request } = await desk.program.ask('requests.preview', { ...asked, headers: {} });
    expect(request?.headers.map(({ name }) => name)).toEqual(['key']);
    // What is typed in its place counts.
    await drop(['profileKey'], { serviceId: '', profileKey: 'another' });
    expect((await keyOf(desk)).secretsSet).toContain('profileKey');
    await expect(drop(['serviceKey', 'profileKey'], { serviceId: '' })).rejects.toMatchObject({
      facts: { field: 'serviceKey' },
    });
  });

  it('loses none that it cannot be without', async () => {
    await desk.program.ask('credentials.save', {
      ...draft(),
      provider: 'zoom',
      fields: { apiKey: 'k', apiSecret: 's', baseUrl: 'https://api.zoom.us/v2' },
    });
    const { version, id, fields } = await keyOf(desk);
    const emptied = ['apiSecret'];
    const saving = desk.program.ask('credentials.save', {
      ...{ ...draft({}, { id, version }), provider: 'zoom', fields, emptied },
    });
    await expect(saving).rejects.toMatchObject({ facts: { problem: 'is missing' } });
  });

  it.each<[string, Record<string, string>]>([
    ['another region', { region: 'eu.webexconnect.io' }],
    ['another API host', { apiHost: 'https://evil.example' }],
    ['another contact policy host', { contactPolicyHost: 'https://evil.example' }],
    ['another RTM host', { rtmHost: 'evil.example' }],
    ['another port', { rtmHost: 'https://rtm.us.webexconnect.io:444' }],
    ['another webhook', { webhookUrl: 'https://evil.example/hook' }],
    [
      'two of its hosts, each in the place of the other',
      {
        apiHost: 'https://contactpolicy.us.webexconnect.io',
        contactPolicyHost: 'https://api.us.webexconnect.io',
      },
    ],
  ])('wants its secrets typed again for %s', async (_, fields) => {
    await save({ webhookUrl: HOOK });
    const before = await keyOf(desk);
    await expect(save({ ...NO_SECRETS, ...fields }, before)).rejects.toMatchObject({
      code: 'field-invalid',
      facts: { problem: 'must be typed again for another host' },
    });
    // Each of them: what was typed for one says nothing of the others.
    const { serviceKey, serviceSecret } = connectKey;
    const some = { ...NO_SECRETS, serviceKey, serviceSecret, ...fields };
    await expect(save(some, before)).rejects.toMatchObject({
      facts: { field: 'profileKey', problem: 'must be typed again for another host' },
    });
    expect(await keyOf(desk)).toEqual(before);
  });

  it('wants them typed again also where a host went first, and another came later', async () => {
    await save({ region: 'other', apiHost: 'api.example.com', rtmHost: 'rtm.example.com' });
    const hosts = { region: 'other', apiHost: 'api.example.com' };
    await save({ ...NO_SECRETS, ...hosts, rtmHost: '' }, await keyOf(desk));
    expect((await keyOf(desk)).origins).toEqual(['https://api.example.com/*']);
    await expect(
      save({ ...NO_SECRETS, ...hosts, rtmHost: 'evil.example' }, await keyOf(desk)),
    ).rejects.toMatchObject({ facts: { problem: 'must be typed again for another host' } });
  });

  it('keeps them where the same host is typed that the region brings', async () => {
    await save();
    await save({ ...NO_SECRETS, apiHost: 'api.us.webexconnect.io/' }, await keyOf(desk));
    expect((await keyOf(desk)).fields['apiHost']).toBe('https://api.us.webexconnect.io');
  });

  it('shows where its requests go, also where the secret webhook lies on the same host', async () => {
    await save({ webhookUrl: 'https://api.us.webexconnect.io/events/not-a-secret-hook' });
    const asked = { credentialId: (await keyOf(desk)).id, method: 'POST', headers: {} } as const;
    const urlOf = async (api: string | null, path: string) =>
      (await desk.program.ask('requests.preview', { ...asked, api, path })).request?.url;
    expect(await urlOf(null, '/v2/messages')).toBe('https://api.us.webexconnect.io/v2/messages');
    expect(await urlOf('webhook', '')).toBe('https://api.us.webexconnect.io/•••');
  });

  it('is told to a colleague with all of its hosts, before the colleague keeps it', async () => {
    await save({ webhookUrl: HOOK });
    const ben = await openDesk();
    const { id: credentialId } = await keyOf(desk);
    const request = await ben.program.ask('hand-over.make-request', {});
    const { text } = await desk.program.ask('hand-over.give', {
      request: request.phase === 'open' ? request.text : '',
      credentialId,
      lookUpOnly: false,
      compared: true,
      ...withPassphrase(),
    });
    const opened = await ben.program.ask('hand-over.open', { text });
    expect(opened).toMatchObject({
      hosts: [...US.map((each) => new URL(each).host), 'hooks.us.webexconnect.io'],
      origins: [...US, 'https://hooks.us.webexconnect.io/*'],
    });
    expect(JSON.stringify(opened)).not.toContain('not-a-secret');
  });

  it('is judged by its rules on the host that an address names', async () => {
    await desk.program.ask('credentials.save', {
      ...draft(),
      rules: [{ method: 'GET', url: 'https://rtm.us.webexconnect.io/threads/*' }],
    });
    const { id: credentialId } = await keyOf(desk);
    const test = async (url: string) =>
      (await desk.program.ask('scope.test', { credentialId, method: 'GET', url })).lists[0]
        ?.refusal;
    expect(await test('https://rtm.us.webexconnect.io/threads/1')).toBeNull();
    expect(await test('https://api.us.webexconnect.io/threads/1')).toBe('path');
    expect(await test('https://rtm.us.webexconnect.io.evil.example/threads/1')).toBe('host');
    expect(await test('/threads/1')).toBe('path');
  });
});

describe('The form of a Webex Connect key', () => {
  it.each<[string, Record<string, string>, string, RegExp]>([
    ['no region', { region: '' }, 'region', /missing/],
    ['the region of another host, and none', { region: 'other' }, 'apiHost', /missing/],
    ['a region that two share', { region: 'acme.imiconnect.io' }, 'region', /Europe and USA/],
    ['a secret without its service', { serviceId: '' }, 'serviceId', /a token names it/],
    ['a service without its secret', { serviceSecret: '' }, 'serviceSecret', /signs the token/],
    [
      'nothing to prove itself by',
      { ...NO_SECRETS, serviceId: '' },
      'serviceKey',
      /and so are service secret and profile key/,
    ],
    ['a host over http', { apiHost: 'http://api.example.com' }, 'apiHost', /https/],
    ['a webhook that is no address', { webhookUrl: 'events/1' }, 'webhookUrl', /web address/],
    ['a webhook over http', { webhookUrl: 'http://h.example/1' }, 'webhookUrl', /https/],
    ['a webhook with a name in it', { webhookUrl: 'https://a@h.example' }, 'webhookUrl', /name/],
  ])('is refused with %s', async (_, fields, field, problem) => {
    await expect(save(fields)).rejects.toMatchObject({
      code: 'field-invalid',
      facts: { field, problem: expect.stringMatching(problem) },
    });
  });

  it('takes a host without a region', async () => {
    await save({ region: '', apiHost: 'localhost.example:8443/connect' });
    expect((await keyOf(desk)).origins).toEqual(['https://localhost.example/*']);
  });
});

describe('A file', () => {
  const row = (values: Record<string, string>) => ({
    ...{ label: '', line: 2, leftOut: [], ragged: null, system: null },
    values: Object.entries(values).map(([name, value]) => ({ name, value, secret: false })),
  });

  it('brings a key by the address of its tenant', async () => {
    const rows = [
      row({
        system: 'Webex Connect',
        label: 'A',
        tenant: 'acme.us.webexconnect.io',
        service_key: 'k-1',
      }),
    ];
    await importRows(desk.program, rows);
    expect(await keyOf(desk)).toMatchObject({ label: 'A', origins: US });
  });

  it('tells a key of Webex Connect from one of Webex Meetings, which has the shorter name', async () => {
    const meetings = {
      webex_api_key: 'a',
      webex_secret: 's',
      webex_passcode: 'p',
      email: 'a@b.example',
    };
    const connect = { webex_connect_service_key: 'k', webex_connect_tenant: 'x.imiconnect.in' };
    const { finds } = await previewRows(desk.program, [row(meetings), row(connect)]);
    expect(finds.map(({ provider, sure, ready }) => [provider, sure, ready])).toEqual([
      ['webex-meetings', true, true],
      ['webex-connect', true, true],
    ]);
    const nameless = { service_key: 'k', service_id: 's', service_secret: 'c2VjcmV0' };
    const { finds: found } = await previewRows(desk.program, [row(nameless)]);
    expect(found.map(({ provider, sure }) => [provider, sure])).toEqual([['webex-connect', false]]);
  });

  it('says of a key what it lacks, before anything is saved', async () => {
    const rows = [
      row({
        system: 'Webex Connect',
        label: 'A',
        tenant: 'acme.us.webexconnect.io',
        service_id: 's-1',
        service_key: 'k',
      }),
    ];
    const { finds } = await previewRows(desk.program, rows);
    expect(finds.map(({ ready }) => ready)).toEqual([false]);
    expect(JSON.stringify(finds)).toContain('it signs the token');
  });
});

describe('A backup', () => {
  const take = async (fields: Record<string, string>) => {
    await save({ webhookUrl: HOOK });
    const made = await desk.program.ask('backup.make', {
      backupPassphrase: BACKUP_PASSPHRASE,
      ...withPassphrase(),
    });
    const content = await unseal(made.text);
    Object.assign(content.records[0].value.fields, fields);
    const text = await seal(JSON.stringify(content));
    const other = await openDesk();
    return other.program.ask('backup.preview', { text, backupPassphrase: BACKUP_PASSPHRASE });
  };

  it('brings a key with several hosts', async () => {
    expect(await take({})).toMatchObject({ leftOut: [], lines: [{ verdict: 'new' }] });
  });

  it.each<[string, Record<string, string>]>([
    ['a host that is none', { rtmHost: 'javascript:alert(1)' }],
    ['a host that is not safe', { contactPolicyHost: 'http://evil.example' }],
    ['a webhook that is none', { webhookUrl: 'data:text/plain,x' }],
    ['no host at all', { region: 'mars', webhookUrl: '' }],
  ])('leaves a key out with %s', async (_, fields) => {
    expect(await take(fields)).toMatchObject({ lines: [], leftOut: [{ why: 'damaged' }] });
  });
});

it('A call that the system refused under status 200 is recorded as refused', async () => {
  const text = '{"response":{"code":"7001","description":"Authentication failed"}}';
  const world = createFakeWorld({ http: replying({ text }) });
  world.allowed.add('https://api.us.webexconnect.io/*');
  const outcomes: unknown[] = [];
  const credential = connectCredential({ region: 'us.webexconnect.io' });
  const note = (act: { outcome?: unknown }) => void outcomes.push(act.outcome);
  const gateway = createFakeGateway({ ...world, signer }, [credential], note);
  const ask = gateway.askAs(webexConnect, credential);
  const request = { method: 'POST', headers: {}, body: '{}' } as const;
  await ask({ ...request, path: '/resources/v1/events/externalevent' });
  // What version 2 tells of a message when it is asked is no failure of asking.
  await ask({ ...request, method: 'GET', path: '/v2/messages/1' });
  expect(outcomes).toEqual(['system-refused', null]);
});

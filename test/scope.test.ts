import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRequest } from '../src/domain/hand-over-text.ts';
import type { UrlRule } from '../src/domain/url-rule.ts';
import { sealPackage } from '../src/services/hand-over-package.ts';
import { rule } from './fakes/credential.ts';
import {
  type Desk,
  deskAsKept,
  type Kept,
  keep as keepDesk,
  openDesk,
  recordsOf,
} from './fakes/desk.ts';
import { sandboxDraft, withPassphrase } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox/sandbox.ts';
import { verintKeys } from './sandbox/verint/verint.ts';

const LOOK_UP = `POST ${webexMeetingsPaths.sessionInfo}`;
const SITES = `POST ${webexMeetingsPaths.sitesByEmail}`;
const RENEW = `POST ${webexMeetingsPaths.renew}`;

const ELSEWHERE = 'https://meetings-api.webex.com';

let sandbox: Sandbox;
let withKey: Kept;
let empty: Kept;
let ana: Desk;
let ben: Desk;

beforeAll(async () => {
  sandbox = await startSandbox({ now: createFakeWorld().clock.now });
  sandbox.webexMeetings.limits.perMinute = 100_000;
  const desk = await openDesk();
  empty = keepDesk(desk);
  await desk.program.ask('credentials.save', sandboxDraft(sandbox.origin));
  withKey = keepDesk(desk);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  ana = deskAsKept(withKey);
  ben = deskAsKept(empty);
});

const keysOf = async ({ program }: Desk) => (await program.ask('program.state', {})).credentials;

async function onlyKey(desk: Desk) {
  const [key] = await keysOf(desk);
  if (!key) throw new Error('There is no key');
  return key;
}

/** Saves the key as it is, but for what is changed. */
async function edit(desk: Desk, change: { rules?: UrlRule[]; fields?: Record<string, string> }) {
  const { id, version, provider, label, description, expiresAtMs, rules, fields } =
    await onlyKey(desk);
  const { id: saved } = await desk.program.ask('credentials.save', {
    ...{ id, version, provider, label, description, expiresAtMs },
    rules: change.rules ?? rules,
    fields: { ...fields, ...change.fields },
  });
  return saved;
}

const setRules = (desk: Desk, ...texts: string[]) => edit(desk, { rules: texts.map(rule) });

const lookUp = ({ program }: Desk) =>
  program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: null });

const sites = ({ program }: Desk) =>
  program.ask('lookup.sites', { email: 'test@cisco.com', credentialId: null });

async function test(desk: Desk, method: 'GET' | 'POST' | 'DELETE', url: string) {
  const { id: credentialId } = await onlyKey(desk);
  const { lists } = await desk.program.ask('scope.test', { credentialId, method, url });
  return lists;
}

function verintDraft(fields: Record<string, string> = {}) {
  const { id, secret } = verintKeys.external;
  return {
    ...sandboxDraft(''),
    provider: 'verint',
    label: 'Audit',
    fields: { baseUrl: sandbox.origin, keyId: id, apiKey: secret, ...fields },
  };
}

describe('A key with allowed URLs', () => {
  it('asks for nothing else, and says so before anything is sent', async () => {
    await setRules(ana, LOOK_UP);
    expect((await lookUp(ana)).meeting.name).toBe("John's Personal Room");
    ana.world.sent.length = 0;
    await expect(sites(ana)).rejects.toMatchObject({
      code: 'out-of-scope',
      facts: { label: 'Sandbox', method: 'POST', path: webexMeetingsPaths.sitesByEmail },
    });
    expect(ana.world.sent).toEqual([]);
  });

  it('is not renewed where its renewal is left out: the server makes no key', async () => {
    await setRules(ana, LOOK_UP, SITES);
    const credentialId = (await onlyKey(ana)).id;
    const before = sandbox.webexMeetings.keys.length;
    await expect(ana.program.ask('renewal.start', { credentialId })).rejects.toMatchObject({
      code: 'out-of-scope',
    });
    expect(sandbox.webexMeetings.keys).toHaveLength(before);
    expect(await ana.program.ask('renewal.report', { credentialId })).toBeNull();
    await setRules(ana, LOOK_UP, SITES, RENEW);
    await ana.program.ask('renewal.start', { credentialId });
    expect((await onlyKey(ana)).rules.map(({ url }) => url)).toHaveLength(3);
    await lookUp(ana);
  });

  it('keeps them when the worker dies, and loses them only when they are taken away', async () => {
    await setRules(ana, LOOK_UP);
    await ana.program.restartWorker();
    await expect(sites(ana)).rejects.toMatchObject({ code: 'out-of-scope' });
    await setRules(ana);
    expect((await sites(ana)).sites.length).toBeGreaterThan(0);
  });

  it('is written as it was before when storage fails while they are loosened', async () => {
    await setRules(ana, LOOK_UP);
    ana.world.local.failNext('write');
    await expect(setRules(ana)).rejects.toThrow();
    await ana.program.restartWorker();
    await expect(sites(ana)).rejects.toMatchObject({ code: 'out-of-scope' });
  });

  it('that another window changed meanwhile is not opened by a form of before', async () => {
    const { id, version, provider, label, description, fields } = await onlyKey(ana);
    await setRules(ana, LOOK_UP);
    const old = { id, version, provider, label, description, expiresAtMs: null, rules: [], fields };
    await expect(ana.program.ask('credentials.save', old)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  it.each(['', 'api/x', '/a//b', '/a/../b', '/a?b', '/**/b', '/a%2Fb', '/a;b', 'https://*/x'])(
    'takes no rule such as “%s”, and says which row',
    async (url) => {
      const rules = [rule(LOOK_UP), { method: 'GET' as const, url }];
      await expect(edit(ana, { rules })).rejects.toMatchObject({
        code: 'field-invalid',
        facts: { field: 'rules.1', label: 'URL' },
      });
      expect((await onlyKey(ana)).rules).toEqual([]);
    },
  );

  it('asks nothing at all once its host is another, where the rules name the old one', async () => {
    await setRules(ana, `any ${sandbox.origin}/**`);
    expect((await lookUp(ana)).meeting.name).not.toBe('');
    await edit(ana, { fields: { baseUrl: 'http://127.0.0.1:9', secretKey: 'x', passcode: 'y' } });
    await expect(lookUp(ana)).rejects.toMatchObject({ code: 'out-of-scope' });
  });
});

describe('The tester', () => {
  it('says which rule opens a request, and signs nothing', async () => {
    await setRules(ana, 'GET /api/qm/export', 'GET /api/audit/*');
    ana.world.sent.length = 0;
    expect(await test(ana, 'GET', '/api/audit/x?y')).toEqual([
      { list: 'local', refusal: null, rule: 'GET /api/audit/*', place: 2 },
    ]);
    expect(await test(ana, 'GET', `${sandbox.origin}/api/audit/x`)).toMatchObject([{ place: 2 }]);
    expect(ana.world.sent).toEqual([]);
  });

  it.each([
    ['DELETE', '/api/audit/x', { refusal: 'method', place: 1 }],
    ['GET', '/api/audit/x/y', { refusal: 'path', place: 1 }],
    ['GET', '/x', { refusal: 'path', place: 0, rule: null }],
    ['GET', '/api/audit/../x', { refusal: 'odd', place: 1 }],
    ['GET', 'https://evil.example/api/audit/x', { refusal: 'host' }],
    ['GET', 'https://127.0.0.1/api/audit/x', { refusal: 'host' }],
    ['GET', 'http://user@127.0.0.1/api/audit/x', { refusal: 'host' }],
    ['GET', 'http://127.0.0.1./api/audit/x', { refusal: 'host' }],
    ['GET', 'nonsense', { refusal: 'host' }],
  ] as const)('denies %s %s', async (method, url, verdict) => {
    await setRules(ana, 'GET /api/audit/*');
    expect(await test(ana, method, url)).toMatchObject([{ list: 'local', ...verdict }]);
  });

  it('denies tricks with the key’s own host and port', async () => {
    await setRules(ana, 'GET /api/audit/*');
    const { host, port } = new URL(sandbox.origin);
    for (const url of [
      `http://x@${host}/api/audit/x`,
      `http://${host}:80/api/audit/x`,
      `http://127.0.0.1.:${port}/api/audit/x`,
      `http://${host}.evil.example/api/audit/x`,
      `http://${host}@evil.example/api/audit/x`,
      `http:${host}/api/audit/x`,
      `http:\\\\${host}\\api\\audit\\x`,
      `http://127.1:${port}/api/audit/x`,
      `http://２127.0.0.1:${port}/api/audit/x`,
    ]) {
      expect(await test(ana, 'GET', url), url).toMatchObject([{ refusal: 'host' }]);
    }
  });

  it('says that a key without URLs is open on its own host, and on no other', async () => {
    expect(await test(ana, 'DELETE', '/anything')).toEqual([]);
    expect(await test(ana, 'GET', 'https://evil.example/')).toMatchObject([{ refusal: 'host' }]);
  });

  it('knows the URLs that a custom Verint key has there', async () => {
    const urls = 'GET /api/audit/*\nPOST /api/qm/export';
    await ben.program.ask('credentials.save', verintDraft({ keyType: 'custom', urls }));
    expect(await test(ben, 'GET', '/api/audit/x')).toMatchObject([{ list: 'remote', place: 1 }]);
    await setRules(ben, 'any /api/**');
    expect(await test(ben, 'POST', '/api/qm/export')).toMatchObject([
      { list: 'local', refusal: null },
      { list: 'remote', place: 2, refusal: null },
    ]);
    expect(await test(ben, 'DELETE', '/api/qm/export')).toMatchObject([
      { list: 'local', refusal: null },
      { list: 'remote', refusal: 'method' },
    ]);
  });
});

describe('A Verint key', () => {
  const save = (fields: Record<string, string>, change: object = {}) =>
    ben.program.ask('credentials.save', { ...verintDraft(fields), ...change });
  const saved = async (fields: Record<string, string>) => {
    await save(fields);
    return (await onlyKey(ben)).fields;
  };

  it('has a user where it is external or custom, and a name where that is one person', async () => {
    expect(await saved({ keyType: 'internal', user: 'specific', userName: 'ana' })).toMatchObject({
      user: '',
      userName: '',
    });
    await expect(save({ keyType: 'external', user: 'specific' })).rejects.toMatchObject({
      facts: { label: 'User name', problem: 'is missing' },
    });
  });

  it('has URLs of its own where it is custom, and then at least one', async () => {
    const urls = 'GET /api/audit/*';
    expect(await saved({ keyType: 'external', urls })).toMatchObject({ urls: '' });
    await expect(save({ keyType: 'custom' })).rejects.toMatchObject({ code: 'field-invalid' });
    await expect(save({ keyType: 'custom', urls: 'PUT /x' })).rejects.toMatchObject({
      facts: { field: 'urls' },
    });
  });

  it('of the type Desktop does not expire', async () => {
    const expiresAtMs = ben.world.clock.now() + 1e9;
    await expect(save({ keyType: 'desktop' }, { expiresAtMs })).rejects.toMatchObject({
      facts: { field: 'expiresAtMs' },
    });
    await save({ keyType: 'desktop' });
    await save({ keyType: 'internal' }, { expiresAtMs });
    expect(await keysOf(ben)).toHaveLength(2);
  });

  it('has no other type than there are', async () => {
    await expect(save({ keyType: 'mobile' })).rejects.toMatchObject({
      facts: { label: 'Key type', problem: 'must be Desktop, External, Internal, Custom' },
    });
  });

  it('keeps its secret where its URLs are edited, and is no other key by that', async () => {
    await save({ keyType: 'custom', urls: 'GET /api/audit/*' });
    await edit(ben, { fields: { urls: 'GET /api/qm/export' } });
    const key = await onlyKey(ben);
    expect(key).toMatchObject({ previous: [], secretsSet: ['apiKey'] });
  });

  it('out of a file is read by the same rules', async () => {
    const { fields } = verintDraft({ keyType: 'Desktop', urls: 'GET /x', user: 'Specific' });
    const draft = { provider: 'verint', label: 'D', description: '', expires: '', fields };
    const drafts = [{ ...draft, expiresAtMs: ben.world.clock.now() + 1e9 }];
    const { verdicts } = await ben.program.ask('import.check', { drafts });
    expect(verdicts[0]?.expiresAtMs).toBeNull();
    expect(verdicts[0]?.fields.map(({ name }) => name)).toEqual([
      'baseUrl',
      'keyId',
      'apiKey',
      'keyType',
    ]);
    await ben.program.ask('import.save', { drafts });
    expect((await onlyKey(ben)).fields).toMatchObject({ keyType: 'desktop', urls: '', user: '' });
  });
});

describe('A key that is handed over', () => {
  async function give(lookUpOnly: boolean) {
    const standing = await ben.program.ask('hand-over.make-request', {});
    if (standing.phase !== 'open') throw new Error('no request');
    const credentialId = (await onlyKey(ana)).id;
    const gift = { request: standing.text, credentialId, lookUpOnly, compared: true as const };
    const { text } = await ana.program.ask('hand-over.give', { ...gift, ...withPassphrase() });
    const opened = await ben.program.ask('hand-over.open', { text });
    if (opened.phase !== 'opened') throw new Error('not opened');
    return { opened, requestId: standing.requestId };
  }

  it('keeps its allowed URLs, and they are seen before it is kept', async () => {
    await setRules(ana, LOOK_UP);
    const { opened, requestId } = await give(false);
    expect(opened.rules).toEqual([rule(LOOK_UP)]);
    await ben.program.ask('hand-over.keep', { requestId });
    await lookUp(ben);
    await expect(sites(ben)).rejects.toMatchObject({ code: 'out-of-scope' });
  });

  it('for look-ups only has URLs that cannot be changed', async () => {
    await setRules(ana, LOOK_UP);
    const { requestId } = await give(true);
    await ben.program.ask('hand-over.keep', { requestId });
    for (const rules of [[], [LOOK_UP, SITES], [SITES]]) {
      await expect(setRules(ben, ...rules)).rejects.toMatchObject({ code: 'look-up-only' });
    }
    await setRules(ben, LOOK_UP);
    await expect(sites(ben)).rejects.toMatchObject({ code: 'out-of-scope' });
  });

  it('with URLs goes as a format that a Latchkey without them refuses', async () => {
    const records = async () => (await recordsOf(ben)).join('\n');
    await give(false);
    expect(await records()).toMatch(/"format":1,/);
    ben = deskAsKept(empty);
    await setRules(ana, LOOK_UP);
    await give(false);
    expect(await records()).toMatch(/"format":2,/);
    expect(await records()).not.toMatch(/"format":1,/);
  });

  it('with rules that say more than we know is not taken', async () => {
    const standing = await ben.program.ask('hand-over.make-request', {});
    if (standing.phase !== 'open') throw new Error('no request');
    const { publicKey } = await readRequest(standing.text);
    const { provider, label, description, expiresAtMs, fields } = sandboxDraft(sandbox.origin);
    const key = { format: 2, provider, label, description, expiresAtMs, lookUpOnly: false, fields };
    const rules = [{ ...rule(LOOK_UP), onlyOn: 'Mondays' }];
    const text = await sealPackage(publicKey, { ...key, rules });
    await expect(ben.program.ask('hand-over.open', { text })).rejects.toMatchObject({
      code: 'hand-over-unreadable',
    });
  });
});

describe('A tenant', () => {
  const drafts = (count: number, baseUrl = sandbox.origin) =>
    Array.from({ length: count }, (_, place) => {
      const { provider, fields } = sandboxDraft(baseUrl, { apiKey: `key-${place}` });
      const plain = { description: '', expiresAtMs: null, expires: '' };
      return { ...plain, provider, fields, label: `Key ${place}` };
    });
  const fill = (desk: Desk, count: number) =>
    desk.program.ask('import.save', { drafts: drafts(count) });
  const full = (free: number) => ({
    code: 'tenant-full',
    facts: { tenant: new URL(sandbox.origin).host, limit: 300, free },
  });

  it('has three hundred keys and not one more, however it comes', async () => {
    await fill(ben, 300);
    const one = sandboxDraft(sandbox.origin);
    await expect(ben.program.ask('credentials.save', one)).rejects.toMatchObject(full(0));
    await expect(fill(ben, 1)).rejects.toMatchObject(full(0));
    expect(await keysOf(ben)).toHaveLength(300);
    // Another host or another system is another tenant.
    await ben.program.ask('credentials.save', sandboxDraft('https://meetings-api.webex.com'));
    await ben.program.ask('credentials.save', verintDraft());
    expect(await keysOf(ben)).toHaveLength(302);
  });

  it('takes an import whole or not at all, and says how many would fit', async () => {
    await fill(ben, 298);
    await expect(fill(ben, 3)).rejects.toMatchObject(full(2));
    expect(await keysOf(ben)).toHaveLength(298);
    await fill(ben, 2);
  });

  it('that is full leaves a handed key where it waits, until there is room', async () => {
    await fill(ben, 300);
    const standing = await ben.program.ask('hand-over.make-request', {});
    if (standing.phase !== 'open') throw new Error('no request');
    const gift = { request: standing.text, credentialId: (await onlyKey(ana)).id };
    const given = { ...gift, lookUpOnly: false, compared: true as const, ...withPassphrase() };
    const { text } = await ana.program.ask('hand-over.give', given);
    await ben.program.ask('hand-over.open', { text });
    const { requestId } = standing;
    await expect(ben.program.ask('hand-over.keep', { requestId })).rejects.toMatchObject(full(0));
    expect(await ben.program.ask('hand-over.standing', {})).toMatchObject({ phase: 'opened' });
    const [spare] = await keysOf(ben);
    await ben.program.ask('credentials.delete', { id: spare?.id ?? '' });
    await ben.program.ask('hand-over.keep', { requestId });
    expect(await keysOf(ben)).toHaveLength(300);
  });

  it('that is full takes no more out of a backup: the rest stays in it, and is counted', async () => {
    const backupPassphrase = 'another tin whistle, of copper';
    const gathered = await ana.program.ask('backup.make', {
      backupPassphrase,
      ...withPassphrase(),
    });
    const chosen = [(await onlyKey(ana)).id];
    await fill(ben, 300);
    const asked = { text: gathered.text, backupPassphrase, chosen };
    expect(await ben.program.ask('backup.merge', asked)).toEqual({
      ...{ added: 0, updated: 0, kept: 0, full: 1 },
    });
    expect(await keysOf(ben)).toHaveLength(300);
    const [spare] = await keysOf(ben);
    await ben.program.ask('credentials.delete', { id: spare?.id ?? '' });
    expect(await ben.program.ask('backup.merge', asked)).toMatchObject({ added: 1, full: 0 });
  });

  it('that is full lets a key be edited in its place, and none move in', async () => {
    await fill(ben, 300);
    const [key] = await keysOf(ben);
    if (!key) throw new Error('There is no key');
    const { id, version, provider, label, description, expiresAtMs, rules, fields } = key;
    const same = { id, version, provider, label, description, expiresAtMs, rules, fields };
    await ben.program.ask('credentials.save', { ...same, label: 'Renamed' });
    const foreign = sandboxDraft('https://meetings-api.webex.com');
    const moved = await ben.program.ask('credentials.save', foreign);
    const back = { ...sandboxDraft(sandbox.origin), id: moved.id, version: 1 };
    await expect(ben.program.ask('credentials.save', back)).rejects.toMatchObject(full(0));
  });

  it('that is full takes no key back by its previous one', async () => {
    const secrets = { secretKey: 'another', passcode: '1234' };
    const id = await edit(ana, { fields: { apiKey: 'b', baseUrl: ELSEWHERE, ...secrets } });
    await fill(ana, 300);
    const moved = (await keysOf(ana)).find((key) => key.id === id);
    const asked = { credentialId: id, previousId: moved?.previous[0]?.id ?? '' };
    await expect(ana.program.ask('renewal.go-back', asked)).rejects.toMatchObject(full(0));
  });

  it('that is full takes no key back that a backup has there and the vault has elsewhere', async () => {
    ben = deskAsKept(withKey);
    const { secretKey = '', passcode = '' } = sandboxDraft('').fields;
    const id = await edit(ben, { fields: { baseUrl: ELSEWHERE, secretKey, passcode } });
    await fill(ben, 300);
    for (const label of ['Once', 'Twice', 'Three times']) {
      const { provider, expiresAtMs, rules, fields, version } = await onlyKey(ana);
      const same = { id, version, provider, description: '', expiresAtMs, rules, fields };
      await ana.program.ask('credentials.save', { ...same, label });
    }
    const backupPassphrase = 'another tin whistle, of copper';
    const asked = { backupPassphrase, ...withPassphrase() };
    const { text } = await ana.program.ask('backup.make', asked);
    const merged = await ben.program.ask('backup.merge', { text, backupPassphrase, chosen: [id] });
    expect(merged).toMatchObject({ updated: 0, full: 1 });
    const host = (await keysOf(ben)).find((key) => key.id === id)?.fields['baseUrl'];
    expect(host).toBe(ELSEWHERE);
  });
});

describe('A backup', () => {
  it('keeps the allowed URLs with the key', async () => {
    await setRules(ana, LOOK_UP);
    const backupPassphrase = 'another tin whistle, of copper';
    const { text } = await ana.program.ask('backup.make', {
      backupPassphrase,
      ...withPassphrase(),
    });
    const chosen = [(await onlyKey(ana)).id];
    await ben.program.ask('backup.merge', { text, backupPassphrase, chosen });
    await expect(sites(ben)).rejects.toMatchObject({ code: 'out-of-scope' });
  });
});

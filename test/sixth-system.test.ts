import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../src/adapters/http.ts';
import { toHex, utf8 } from '../src/domain/bytes.ts';
import type { CredentialFields } from '../src/domain/credential.ts';
import { Failure } from '../src/domain/failure.ts';
import { DAY, MINUTE, SECOND } from '../src/domain/time.ts';
import { hubSignature } from '../src/providers/hub-signature.ts';
import { providers } from '../src/providers/index.ts';
import type { CredentialField, Provider } from '../src/providers/provider.ts';
import { PASSPHRASE, type Program, startProgram, withPassphrase } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { silentMeeting } from './preview/fixtures.ts';
import { readSource } from './source-tree.ts';

/** A system that no file of Latchkey knows: all that it takes is this one value. */
const plain: Omit<CredentialField, 'name' | 'label'> = {
  kind: 'text',
  required: true,
  advanced: false,
  initial: '',
  options: [],
  onlyWhen: null,
  tidy: (typed) => typed.trim(),
  problem: () => null,
};
const plainRequest = { method: 'GET', headers: {}, body: null } as const;
const keyBytes = (fields: CredentialFields) => utf8(fields['stamp'] ?? '');

const postbox: Provider = {
  id: 'postbox',
  label: 'Postbox',
  registration: 'https://postbox.example/apply',
  expiryRule: { deletedAfterDays: 3 },
  readExpiry: (text) => (text === 'tomorrow noon' ? Date.parse('2026-03-05T12:00:00Z') : null),
  fields: [
    { ...plain, name: 'box', label: 'Box' },
    { ...plain, name: 'stamp', label: 'Stamp', kind: 'secret', problem: problemOfStamp },
    { ...plain, name: 'address', label: 'Address', kind: 'url' },
  ],
  limits: { perMinute: 4, perMonth: null },
  calls: [{ ability: 'sites', method: 'GET', path: '/boxes' }],
  remoteRules: () => [
    { method: 'any', url: '/boxes' },
    { method: 'GET', url: '/letters/*' },
    { method: 'POST', url: '/stamps' },
  ],
  baseUrl: (fields) => fields['address'] ?? '',
  prove: async (fields, signer, { method, url, nowSeconds }) => {
    const text = utf8(`${method} ${url.pathname} ${nowSeconds}`);
    return { 'X-Stamp': toHex(await signer.hmac('SHA-256', keyBytes(fields), text)) };
  },
  sites: {
    listByEmail: async (email, ask) => {
      const path = `/boxes?of=${encodeURIComponent(email)}`;
      const reply = await ask({ method: 'GET', path, headers: {}, body: null });
      if (reply.status !== 200) {
        throw new Failure('server-refused', { host: reply.host, code: 'POSTMASTER', reason: 'no' });
      }
      const address = { text: reply.text, href: null };
      const plainSite = { sso: null, type: null, linkedUser: null, more: [] };
      return { sites: [{ name: reply.text, address, ...plainSite }], more: [] };
    },
  },
  tokens: {
    kinds: [
      {
        id: 'letter',
        label: 'Letter',
        least: 10,
        most: 100,
        advised: 50,
        usual: 20,
        fields: [
          {
            name: 'to',
            label: 'To',
            kind: 'text',
            required: true,
            initial: '',
            options: [],
          },
        ],
      },
    ],
    order: (fields, { nowSeconds, lifetimeSeconds, values }) => ({
      key: { name: 'Stamp', bytes: keyBytes(fields) },
      claims: { iss: fields['box'], to: values['to'], exp: nowSeconds + lifetimeSeconds },
    }),
    keys: (fields) => [{ name: 'Stamp', bytes: keyBytes(fields) }],
  },
  meetings: {
    lookUp: async (sessionKey, ask) => {
      const { text } = await ask({ ...plainRequest, path: `/letters/${sessionKey}` });
      return { ...silentMeeting, name: text, sessionKey };
    },
    passwords: async (sessionKey, ask) => {
      const { text } = await ask({ ...plainRequest, path: `/letters/${sessionKey}` });
      return { meeting: `seal of ${text}`, audio: null };
    },
  },
  renewal: {
    request: (_, turnOffOld) => {
      return { ...plainRequest, method: 'POST', path: '/stamps', body: String(turnOffOld) };
    },
    read: ({ text }) => ({ fields: { stamp: text }, expiresAtMs: null }),
    refusal: ({ status, host }) =>
      status === 403 ? new Failure('server-refused', { host, code: '403', reason: 'no' }) : null,
    test: async (ask) => {
      const { status, host } = await ask({ ...plainRequest, path: '/boxes' });
      if (status !== 200) throw new Failure('server-error', { host, status });
    },
    typed: [{ name: 'stamp', optional: false }],
    hint: (fields) => `…${(fields['stamp'] ?? '').slice(-4)}`,
  },
  webhooks: hubSignature((fields) => fields['stamp'] ?? ''),
};

function problemOfStamp(value: string): string | null {
  return value.startsWith('penny-') ? null : 'must be a penny';
}

const STAMP = 'penny-black-of-1840';
const NEW_STAMP = 'penny-red-of-1841';
const draft = {
  id: null,
  version: 0,
  provider: 'postbox',
  label: 'Corner',
  description: '',
  expiresAtMs: null,
  rules: [],
  fields: { box: '7', stamp: STAMP, address: 'https://postbox.example' },
};

let world: FakeWorld;
let program: Program;
let id: string;
/** Those that the server takes. */
let stamps: string[];

/** What the system's server does; it verifies by itself. */
function serve({ method, url, headers }: HttpRequest) {
  const { pathname } = new URL(url);
  const text = `${method} ${pathname} ${world.clock.now() / SECOND}`;
  const made = (stamp: string) => createHmac('sha256', stamp).update(text).digest('hex');
  if (!stamps.some((stamp) => made(stamp) === headers['X-Stamp'])) {
    return { status: 403, headers: {}, text: '' };
  }
  if (pathname !== '/stamps') return { status: 200, headers: {}, text: 'Corner box' };
  stamps.push(NEW_STAMP);
  return { status: 200, headers: {}, text: NEW_STAMP };
}

beforeEach(async () => {
  stamps = [STAMP];
  world = createFakeWorld({
    iso: '2026-03-04T05:06:07.000Z',
    http: async (request) => serve(request),
  });
  world.allowed.add('https://postbox.example/*');
  program = startProgram(world, [...providers, postbox]);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  ({ id } = await program.ask('credentials.save', draft));
});

const sites = () => program.ask('lookup.sites', { email: 'ana@example.org', credentialId: id });
const onlyKey = async () => (await program.ask('program.state', {})).credentials[0];

describe('A sixth system, which is one value and one place in the list,', () => {
  it('has a form, and its fields are checked by its own words', async () => {
    const card = (await program.ask('providers.list', {})).find((each) => each.id === 'postbox');
    expect(card).toMatchObject({
      label: 'Postbox',
      abilities: ['meetings', 'sites', 'renewal', 'tokens', 'webhooks'],
      tokens: [{ id: 'letter', most: 100 }],
      deletedAfterDays: 3,
    });
    expect(card?.fields.map(({ name }) => name)).toEqual(['box', 'stamp', 'address']);
    const wrong = { ...draft, fields: { ...draft.fields, stamp: 'tuppence' } };
    await expect(program.ask('credentials.save', wrong)).rejects.toMatchObject({
      facts: { label: 'Stamp', problem: 'must be a penny' },
    });
  });

  it('has keys, whose secrets go to no page', async () => {
    const key = await onlyKey();
    expect(key).toMatchObject({ providerLabel: 'Postbox', secretsSet: ['stamp'] });
    expect(JSON.stringify(key)).not.toContain(STAMP);
  });

  it('is asked with its own proof, and its own failures are told', async () => {
    expect(await sites()).toMatchObject({ sites: [{ name: 'Corner box' }] });
    const key = await onlyKey();
    const fields = { ...draft.fields, stamp: 'penny-forged' };
    await program.ask('credentials.save', { ...draft, id, version: key?.version ?? 0, fields });
    await expect(sites()).rejects.toMatchObject({ facts: { code: 'POSTMASTER' } });
  });

  it('is asked no more often than it allows', async () => {
    for (let asked = 0; asked < 4; asked += 1) await sites();
    await expect(Promise.all([sites(), world.timer.ring()])).rejects.toMatchObject({
      code: 'rate-limited',
    });
    const { usage, limits } = await program.ask('usage.report', { credentialId: id });
    expect([usage.freeAtMs.length, limits.perMinute]).toEqual([4, 4]);
  });

  it('is asked for nothing that its own rules do not open', async () => {
    const test = (url: string) =>
      program.ask('scope.test', { credentialId: id, method: 'GET', url });
    expect((await test('/boxes')).lists.at(-1)).toMatchObject({ list: 'remote', refusal: null });
    expect((await test('/vans')).lists.at(-1)?.refusal).not.toBeNull();
  });

  it('makes tokens, and knows its own again', async () => {
    const usual = { kind: null, lifetimeSeconds: null, extra: '', madeForSeconds: null };
    const wish = { credentialId: id, ...usual, values: { to: 'Ana' } };
    const { token, made } = await program.ask('tokens.copy', wish);
    expect(JSON.parse(made.claims)).toMatchObject({ iss: '7', to: 'Ana' });
    const { signers } = await program.ask('tokens.find-signers', { token });
    expect(signers).toMatchObject([{ label: 'Corner', keyName: 'Stamp' }]);
    await expect(program.ask('tokens.copy', { ...wish, values: {} })).rejects.toMatchObject({
      facts: { label: 'To', problem: 'is missing' },
    });
  });

  it('is asked for meetings, and tells their passwords only after a proof', async () => {
    const sessionKey = '400971234';
    const found = await program.ask('lookup.meeting', { sessionKey, credentialId: id });
    expect(found).toMatchObject({ meeting: { name: 'Corner box', sessionKey } });
    const asked = { sessionKey, credentialId: id };
    const revealing = (passphrase?: string) =>
      program.ask('lookup.reveal-passwords', { ...asked, ...withPassphrase(passphrase) });
    await expect(revealing('not the passphrase')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await revealing()).toMatchObject({ meeting: 'seal of Corner box' });
  });

  it('has its keys renewed, and goes back to the old one', async () => {
    expect(await program.ask('renewal.start', { credentialId: id })).toMatchObject({
      phase: 'promoted',
    });
    const [previous] = (await onlyKey())?.previous ?? [];
    expect(previous).toMatchObject({ hint: '…1840' });
    await program.ask('renewal.dismiss', { credentialId: id });
    stamps = [NEW_STAMP];
    expect(await sites()).toMatchObject({ sites: [{ name: 'Corner box' }] });
    world.clock.advance(2 * MINUTE);
    const previousId = previous?.id ?? '';
    await program.ask('renewal.go-back', { credentialId: id, previousId });
    await expect(sites()).rejects.toMatchObject({ facts: { code: 'POSTMASTER' } });
  });

  it('has requests sent that somebody wrote, and asks a new key of none of them', async () => {
    const own = { credentialId: id, api: null, headers: {}, body: null, proof: null };
    const sending = { runId: 'r', remember: { operation: null, values: {} } };
    const request = { ...own, ...sending, method: 'GET', path: '/boxes' } as const;
    expect(await program.ask('requests.send', request)).toMatchObject({ text: 'Corner box' });
    await expect(
      program.ask('requests.send', { ...request, method: 'POST', path: '/stamps' }),
    ).rejects.toMatchObject({ code: 'request-renews' });
  });

  it('has its webhooks verified', async () => {
    const signature = createHmac('sha512', STAMP).update('parcel').digest('hex');
    const headers = { 'x-hub-signature': signature };
    const asked = { credentialId: id, headers, body: 'parcel' };
    expect((await program.ask('webhooks.verify', asked)).verdict.problem).toBeNull();
  });

  it('has keys that expire, are reminded of, and deleted when the system does it', async () => {
    const key = await onlyKey();
    const expiresAtMs = world.clock.now() + DAY;
    await program.ask('credentials.save', {
      ...draft,
      id,
      version: key?.version ?? 0,
      expiresAtMs,
    });
    expect((await onlyKey())?.deletesAtMs).toBe(expiresAtMs + 3 * DAY);
    world.clock.advance(DAY);
    await expect(
      program
        .restartWorker()
        .then(() => program.ask('vault.unlock', withPassphrase()))
        .then(sites),
    ).rejects.toMatchObject({ code: 'credential-expired' });
  });

  it('has keys that are imported, handed over and kept in a backup', async () => {
    const imported = { ...draft, expires: 'tomorrow noon' };
    const { id: _, version: __, rules: ___, ...file } = imported;
    const { verdicts } = await program.ask('import.check', { drafts: [file] });
    expect(verdicts[0]).toMatchObject({
      expiresAtMs: Date.parse('2026-03-05T12:00:00Z'),
      same: { label: 'Corner', where: 'vault' },
    });
    const standing = await program.ask('hand-over.make-request', {});
    if (standing.phase !== 'open') throw new Error('There is no request');
    const gift = { request: standing.text, credentialId: id, lookUpOnly: false } as const;
    const given = { ...gift, compared: true, ...withPassphrase() } as const;
    const { text } = await program.ask('hand-over.give', given);
    const opened = await program.ask('hand-over.open', { text });
    expect(opened).toMatchObject({ system: 'Postbox', keptAs: 'Corner 2' });
    const backup = { ...withPassphrase(), backupPassphrase: 'a second passphrase, long enough' };
    const made = await program.ask('backup.make', backup);
    const { backupPassphrase } = backup;
    const preview = await program.ask('backup.preview', { text: made.text, backupPassphrase });
    expect(JSON.stringify(preview)).toContain('Corner');
  });
});

describe('No system is named', () => {
  const ids = providers.map(({ id: name }) => name).join('|');
  const name = new RegExp(`['"\`](${ids})['"\`/]`);
  const named = (own: (path: string) => boolean) =>
    readSource()
      .filter(({ path, text }) => own(path) && name.test(text.replace(/\/\*[\s\S]*?\*\//g, '')))
      .map(({ path }) => path);

  it('by what works for all of them', () => {
    expect(named((path) => !/^(providers|ui)\//.test(path))).toEqual([]);
  });

  it('by what people see of all of them: only its own guide and its own mail do', () => {
    const seen = named((path) => path.startsWith('ui/'));
    expect(seen.filter((path) => !/^ui\/(guides|activation-mail)\//.test(path))).toEqual([]);
  });
});

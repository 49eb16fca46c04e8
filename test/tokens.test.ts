import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import jwt from 'jsonwebtoken';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url, utf8 } from '../src/domain/bytes.ts';
import type { TokenWish } from '../src/domain/made-token.ts';
import { DAY, MINUTE, SECOND } from '../src/domain/time.ts';
import { type Desk, openDesk } from './fakes/desk.ts';
import { PASSPHRASE, sandboxDraft, withPassphrase } from './fakes/program.ts';
import { defaultKey, type Sandbox, startSandbox } from './sandbox/sandbox.ts';
import { webioOrganisation } from './sandbox/webio/webio.ts';

const HERE = 'http://127.0.0.1:1';
let desk: Desk;
let id: string;

beforeEach(async () => {
  desk = await openDesk();
  ({ id } = await desk.program.ask('credentials.save', sandboxDraft(HERE)));
});

const nowSeconds = () => Math.floor(desk.world.clock.now() / SECOND);

function wish(part: Partial<TokenWish> = {}): TokenWish {
  const usual = { kind: null, lifetimeSeconds: null, values: {}, extra: '', madeForSeconds: null };
  return { credentialId: id, ...usual, ...part };
}

const create = (part: Partial<TokenWish> = {}) => desk.program.ask('tokens.create', wish(part));
const copy = async (part: Partial<TokenWish> = {}) =>
  (await desk.program.ask('tokens.copy', wish(part))).token;
const signersOf = async (token: string) =>
  (await desk.program.ask('tokens.find-signers', { token })).signers;

/** Verified by a library that the product does not use. */
const verified = (token: string, secret = defaultKey.secretkey) =>
  jwt.verify(token, secret, { algorithms: ['HS256'], clockTimestamp: nowSeconds() });

/** What the record of activity tells, newest last. */
async function noted(): Promise<string[]> {
  const { chunks } = await desk.program.ask('activity.read', {});
  return chunks.flatMap(({ notes }) => notes.map(({ what, outcome }) => `${what} ${outcome}`));
}

describe('A token that is created', () => {
  it('has the system’s claims, lives as long as is usual, and is not in the answer', async () => {
    const made = await create();
    expect(JSON.parse(made.claims)).toEqual({
      apikey: defaultKey.apikey,
      aud: 'userName',
      iss: 'https://meetings-api.webex.com/gapi/registerapikey',
      iat: nowSeconds() - 30,
      exp: nowSeconds() + 270,
    });
    expect(made).toMatchObject({ label: 'Sandbox', kindLabel: 'API token', keyName: 'Secret key' });
    expect(made.expiresAtMs).toBe((nowSeconds() + 270) * SECOND);
    expect(JSON.stringify(made)).not.toContain((await copy()).split('.')[2]);
  });

  it('comes with a copy, signed with the key, and noted', async () => {
    await create();
    const token = await copy({ extra: '{"nbf": 5}' });
    expect(verified(token)).toMatchObject({ apikey: defaultKey.apikey, nbf: 5 });
    expect(await noted()).toEqual(['key-added done', 'token-made done', 'token-copied done']);
  });

  it('is the same when it is copied later, also by a worker that was started anew', async () => {
    const { madeForSeconds, claims } = await create({ lifetimeSeconds: 600 });
    desk.world.clock.advance(4 * MINUTE);
    const first = await copy({ lifetimeSeconds: 600, madeForSeconds });
    await desk.program.restartWorker();
    expect(await copy({ lifetimeSeconds: 600, madeForSeconds })).toBe(first);
    const payload = Buffer.from(first.split('.')[1] ?? '', 'base64url').toString();
    expect(payload).toBe(claims);
  });

  it('is not made once its time is past, nor for a time that is to come', async () => {
    const { madeForSeconds } = await create();
    desk.world.clock.advance(5 * MINUTE);
    await expect(copy({ madeForSeconds })).rejects.toMatchObject({ code: 'token-over' });
    const tomorrow = nowSeconds() + DAY / SECOND;
    await expect(copy({ madeForSeconds: tomorrow })).rejects.toMatchObject({ code: 'token-over' });
  });

  it.each([59, 3_601, 300.5, -1, 0])('does not live %d seconds', async (lifetimeSeconds) => {
    await expect(create({ lifetimeSeconds })).rejects.toMatchObject({
      code: 'field-invalid',
      facts: { field: 'lifetimeSeconds', problem: 'must be 60 to 3600 seconds' },
    });
  });

  it('takes claims besides, with every digit of a long number', async () => {
    const token = await copy({ extra: ' {"conf": 121120347236861135, "x": {"y": [1.50]}} ' });
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    expect(payload).toContain('"conf": 121120347236861135, "x": {"y": [1.50]}}');
    expect(verified(token)).toMatchObject({ aud: 'userName', x: { y: [1.5] } });
  });

  it.each([
    ['{"iss": "me"}', /“iss”: the system sets it/],
    ['{"ex\\u0070": 9999999999}', /“exp”: the system sets it/],
    ['{"a": 1, "a": 2}', /“a” twice/],
    ['[1]', /JSON object/],
    ['null', /JSON object/],
    ['{"a": 1} {"b": 2}', /JSON object/],
    ['{"a": 1', /JSON object/],
    ['nbf: 5', /JSON object/],
  ])('refuses %s as further claims', async (extra, problem) => {
    await expect(create({ extra })).rejects.toMatchObject({
      code: 'field-invalid',
      facts: { field: 'extra', problem: expect.stringMatching(problem) },
    });
  });

  it('may be given no further claims', async () => {
    expect(verified(await copy({ extra: '{ }' }))).toMatchObject({ aud: 'userName' });
  });

  it('is there although the record of activity cannot be written', async () => {
    desk.world.local.failNext('write', 1_000);
    expect(verified(await copy())).toMatchObject({ aud: 'userName' });
    desk.world.local.failNext('read', 1_000);
    await expect(copy()).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('is of a kind that the system has', async () => {
    await expect(create({ kind: 'session' })).rejects.toMatchObject({ code: 'field-invalid' });
    expect(await create({ kind: 'api' })).toMatchObject({ kindLabel: 'API token' });
  });
});

describe('A token is shown', () => {
  const reveal = (passphrase = PASSPHRASE, part: Partial<TokenWish> = {}) =>
    desk.program.ask('tokens.reveal', { wish: wish(part), ...withPassphrase(passphrase) });

  it('after the passphrase, and that is noted', async () => {
    const { madeForSeconds } = await create();
    const { token } = await reveal(PASSPHRASE, { madeForSeconds });
    expect(token).toBe(await copy({ madeForSeconds }));
    expect(await noted()).toContain('token-revealed done');
  });

  it('not after a wrong one, and that is noted, too', async () => {
    await expect(reveal('a guess')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    expect((await noted()).at(-1)).toBe('token-revealed wrong-passphrase');
  });
});

describe('No token is made', () => {
  it('with a key that is disabled', async () => {
    await desk.program.ask('credentials.set-disabled', { id, disabled: true });
    await expect(copy()).rejects.toMatchObject({ code: 'credential-disabled' });
  });

  it('with one that has expired', async () => {
    const expiresAtMs = desk.world.clock.now() + MINUTE;
    const draft = { ...sandboxDraft(HERE), label: 'Short', expiresAtMs };
    const saved = await desk.program.ask('credentials.save', draft);
    desk.world.clock.advance(MINUTE);
    await expect(copy({ credentialId: saved.id })).rejects.toMatchObject({
      code: 'credential-expired',
    });
  });

  it('with one of a system that has none, or that is gone', async () => {
    await expect(copy({ credentialId: 'nobody' })).rejects.toMatchObject({
      code: 'credential-missing',
    });
  });

  it('with one that was given for look-ups only, not even the first', async () => {
    const ben = (await openDesk()).program;
    const standing = await ben.ask('hand-over.make-request', {});
    if (standing.phase !== 'open') throw new Error('No request');
    const gift = { request: standing.text, credentialId: id, lookUpOnly: true } as const;
    const proof = withPassphrase();
    const { text } = await desk.program.ask('hand-over.give', {
      ...gift,
      compared: true,
      ...proof,
    });
    const opened = await ben.ask('hand-over.open', { text });
    if (opened.phase !== 'opened') throw new Error('Not opened');
    const kept = await ben.ask('hand-over.keep', { requestId: opened.requestId });
    await expect(ben.ask('tokens.copy', wish({ credentialId: kept.id }))).rejects.toMatchObject({
      code: 'look-up-only',
      facts: { doing: 'use' },
    });
  });

  it('in a locked vault', async () => {
    await desk.program.ask('vault.lock', {});
    await expect(copy()).rejects.toMatchObject({ code: 'vault-locked' });
  });
});

describe('Where the server’s clock differs', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.close());

  it('a token has the server’s times, and its end is told by the clock here', async () => {
    sandbox = await startSandbox({ now: () => desk.world.clock.now() + 10 * MINUTE });
    const saved = await desk.program.ask('credentials.save', sandboxDraft(sandbox.origin));
    const asked = { sessionKey: '400971234', credentialId: saved.id };
    await desk.program.ask('lookup.meeting', asked);
    const made = await create({ credentialId: saved.id });
    expect(JSON.parse(made.claims).exp).toBe(nowSeconds() + 600 + 270);
    expect(made.expiresAtMs).toBe((nowSeconds() + 270) * SECOND);
  });
});

describe('Which stored key signed a token', () => {
  const part = (value: unknown) => toBase64url(utf8(JSON.stringify(value)));
  function signed(alg: string, hash: string, secret: string): string {
    const input = `${part({ alg })}.${part({ sub: 'x' })}`;
    return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
  }

  it.each([
    ['HS256', 'sha256'],
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
  ])('is found for %s', async (alg, hash) => {
    expect(await signersOf(signed(alg, hash, defaultKey.secretkey))).toEqual([
      { credentialId: id, label: 'Sandbox', keyName: 'Secret key', previous: false },
    ]);
    expect(await signersOf(signed(alg, hash, `${defaultKey.secretkey}x`))).toEqual([]);
  });

  it('is found among many, disabled and previous ones too', async () => {
    const [stored] = (await desk.program.ask('program.state', {})).credentials;
    await desk.program.ask('credentials.save', {
      ...sandboxDraft(HERE, { secretKey: 'another-secret' }),
      id,
      version: stored?.version ?? 0,
    });
    await desk.program.ask('credentials.set-disabled', { id, disabled: true });
    expect(await signersOf(signed('HS256', 'sha256', defaultKey.secretkey))).toEqual([
      { credentialId: id, label: 'Sandbox', keyName: 'Secret key', previous: true },
    ]);
    expect(await signersOf(signed('HS256', 'sha256', 'another-secret'))).toMatchObject([
      { previous: false },
    ]);
  });

  it('says how many were tried', async () => {
    const answer = await desk.program.ask('tokens.find-signers', {
      token: signed('HS256', 'sha256', 'nobody’s'),
    });
    expect(answer).toEqual({ signers: [], tried: 1 });
  });

  it.each(['none', 'None', 'hs256', 'RS256', 'toString', '__proto__', ''])(
    'is not asked under the algorithm “%s”',
    async (alg) => {
      const token = signed('HS256', 'sha256', defaultKey.secretkey).replace(
        /^[^.]+/,
        part({ alg }),
      );
      const answer = await desk.program.ask('tokens.find-signers', { token });
      expect(answer).toEqual({ signers: [], tried: 0 });
    },
  );

  it.each(['', 'a.b', 'a.b.c.d', '..', 'eyJ.eyJ.', '=.=.='])(
    'is nobody’s for %j',
    async (token) => {
      expect(await signersOf(token)).toEqual([]);
    },
  );

  /** What RFCs and jwt.io publish; a key that is not text is stored by its bytes in a made-up system. */
  const vector = (name: string) =>
    JSON.parse(readFileSync(new URL(`fixtures/rfc/${name}.json`, import.meta.url), 'utf8'));

  it.each(['7515-a1', '7520-4-4', 'jwt-io'])('is found for the vector %s', async (name) => {
    const { compact, key, secret } = vector(name);
    const bytes = key ? fromBase64url(key) : utf8(secret);
    const { webio } = await import('../src/providers/webio/webio.ts');
    const world = await openDesk({
      ...webio,
      id: 'vectors',
      tokens: {
        kinds: [],
        order: () => ({ key: { name: 'Key', bytes }, claims: {} }),
        keys: () => [{ name: 'Key', bytes }],
      },
    });
    const { id: organisationId, apiKey, secret: own } = webioOrganisation;
    const draft = { ...sandboxDraft(HERE), provider: 'vectors', label: name };
    await world.program.ask('credentials.save', {
      ...draft,
      fields: { organisationId, apiKey, secret: own, baseUrl: HERE },
    });
    const find = (token: string) => world.program.ask('tokens.find-signers', { token });
    expect((await find(compact)).signers).toMatchObject([{ label: name, keyName: 'Key' }]);
    const changed = compact.slice(0, -2) + (compact.endsWith('k') ? 'kA' : 'AA');
    expect((await find(changed)).signers).toEqual([]);
  });
});

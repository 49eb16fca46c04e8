import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { hubSignature } from '../src/providers/hub-signature.ts';
import type { Provider } from '../src/providers/provider.ts';
import { webio } from '../src/providers/webio/webio.ts';
import { type Desk, openDesk } from './fakes/desk.ts';
import { sandboxDraft } from './fakes/program.ts';
import { createWebio, webioOrganisation } from './sandbox/webio/webio.ts';

/** A system of the test's own, whose deliveries are signed over their bytes. */
const courier: Provider = {
  ...webio,
  id: 'courier',
  label: 'Courier',
  webhooks: hubSignature((fields) => fields['secret'] ?? ''),
};

const { id: organisationId, apiKey, secret } = webioOrganisation;
const { handles } = createWebio(() => 0);
const BODY = '{"event":"parcel.delivered",\r\n "note":"\\u00fc"}';

let desk: Desk;
let courierId: string;
let webioId: string;

async function save(provider: string, fields: Record<string, string> = {}): Promise<string> {
  const saved = await desk.program.ask('credentials.save', {
    ...sandboxDraft('http://127.0.0.1:1'),
    provider,
    label: provider,
    fields: { organisationId, apiKey, secret, baseUrl: 'http://127.0.0.1:1', ...fields },
  });
  return saved.id;
}

beforeEach(async () => {
  desk = await openDesk(courier);
  courierId = await save('courier');
  webioId = await save('webio');
});

const verify = (credentialId: string, headers: Record<string, string>, body: string) =>
  desk.program.ask('webhooks.verify', { credentialId, headers, body });

const hex = (hash: string, body: string) => createHmac(hash, secret).update(body).digest('hex');
const problemOf = async (signature: string, body = BODY) =>
  (await verify(courierId, { 'x-hub-signature': signature }, body)).verdict.problem;

describe('A delivery that is signed over its body', () => {
  it.each([
    ['sha256', 'SHA-256', ''],
    ['sha512', 'SHA-512', ''],
    ['sha256', 'SHA-256', 'sha256='],
    ['sha512', 'SHA-512', 'sha512='],
  ])('is valid by %s (%s, prefix “%s”)', async (hash, algorithm, prefix) => {
    const headers = { 'x-hub-signature': `${prefix}${hex(hash, BODY)}` };
    const { verdict } = await verify(courierId, headers, BODY);
    expect(verdict).toEqual({
      problem: null,
      header: 'x-hub-signature',
      algorithm,
      signedAtMs: null,
      reply: null,
    });
  });

  it('is not valid with one changed byte, or another secret', async () => {
    const signature = hex('sha256', BODY);
    expect(await problemOf(signature, BODY.replace('parcel', 'Parcel'))).toBe('signature');
    expect(await problemOf(createHmac('sha256', 'x').update(BODY).digest('hex'))).toBe('signature');
  });

  it('is checked on its bytes as they were sent, not on what they mean', async () => {
    const signature = hex('sha256', BODY);
    expect(await problemOf(signature, BODY.replace('\\u00fc', 'ü'))).toBe('signature');
  });

  it.each([
    ['', 'header-missing'],
    ['nonsense', 'header-odd'],
    [hex('sha1', BODY), 'header-odd'],
    [`sha512=${hex('sha256', BODY)}`, 'header-odd'],
    [hex('sha256', BODY).slice(1), 'header-odd'],
  ])('is not valid with the header %j', async (signature, problem) => {
    expect(await problemOf(signature)).toBe(problem);
  });

  it('is not valid where the key has no secret', async () => {
    const silent = hubSignature(() => '');
    const headers = { 'x-hub-signature': hex('sha256', BODY) };
    const { signer } = await import('../src/services/tokens.ts');
    const verdict = await silent.verify({}, signer, { headers, body: new Uint8Array(), nowMs: 0 });
    expect(verdict.problem).toBe('secret-missing');
  });

  it.each([
    ['windows-lines', BODY.replaceAll('\r\n', '\n')],
    ['with-last-end', BODY],
    ['without-last-end', `${BODY}\n`],
  ])('is valid although pasting changed the ends of lines: %s', async (reading, pasted) => {
    const sent = reading === 'with-last-end' ? `${BODY}\n` : BODY;
    const headers = { 'x-hub-signature': hex('sha256', sent) };
    expect(await verify(courierId, headers, pasted)).toMatchObject({
      reading,
      verdict: { problem: null },
    });
  });
});

describe('A delivery from Webio', () => {
  const problem = async (token: string, credentialId = webioId) =>
    (await verify(credentialId, { 'x-webio-token': token }, handles.deliver().body)).verdict
      .problem;

  it('is valid with a token that the organisation’s own secret signed', async () => {
    const { headers, body } = handles.deliver();
    expect(await verify(webioId, headers, body)).toMatchObject({
      reading: 'as-pasted',
      verdict: { problem: null, header: 'x-webio-token', algorithm: null, signedAtMs: null },
    });
  });

  it('is valid with the token that was issued last, whoever signed it', async () => {
    const other = await save('webio', { issuedToken: 'a-token-of-another-form' });
    expect(await problem('a-token-of-another-form', other)).toBeNull();
    expect(await problem('a-token-of-another-forM', other)).toBe('signature');
  });

  it('is not valid with another token', async () => {
    const token = handles.issuedToken();
    const [head, payload, signature] = token.split('.');
    expect(await problem('')).toBe('header-missing');
    expect(await problem('nonsense')).toBe('header-odd');
    expect(await problem(`${head}.${payload}x.${signature}`)).toBe('signature');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await problem(`${none}.${payload}.`)).toBe('signature');
    expect(await problem(`${none}.${payload}.${signature}`)).toBe('signature');
  });
});

describe('A delivery is not checked', () => {
  const check = (credentialId: string) => verify(credentialId, {}, '');

  it('with a key that is disabled, gone, or of a system without webhooks', async () => {
    await desk.program.ask('credentials.set-disabled', { id: webioId, disabled: true });
    await expect(check(webioId)).rejects.toMatchObject({ code: 'credential-disabled' });
    await expect(check('nobody')).rejects.toMatchObject({ code: 'credential-missing' });
    const saved = await desk.program.ask('credentials.save', sandboxDraft('http://127.0.0.1:1'));
    await expect(check(saved.id)).rejects.toMatchObject({ code: 'credential-missing' });
  });

  it('while the vault is locked', async () => {
    await desk.program.ask('vault.lock', {});
    await expect(check(webioId)).rejects.toMatchObject({ code: 'vault-locked' });
  });
});

it('Each check is noted, with its outcome and without what was in it', async () => {
  const { headers, body } = handles.deliver();
  await verify(webioId, headers, body);
  const { chunks } = await desk.program.ask('activity.read', {});
  const last = chunks.flatMap(({ notes }) => notes).at(-1);
  expect(last).toMatchObject({ what: 'webhook-verified', about: 'valid (x-webio-token)' });
  expect(JSON.stringify(chunks)).not.toContain(headers['x-webio-token']);
});

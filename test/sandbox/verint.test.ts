import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { createStoppedClock } from './stopped-clock.ts';
import { verintKeys } from './verint/verint.ts';

const NOW = '2026-03-04T05:06:07.000Z';
const clock = createStoppedClock(NOW);
let sandbox: Sandbox;
let salts = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ now: clock.now });
});
afterAll(() => sandbox.close());

interface Asked {
  method?: 'GET' | 'POST';
  path?: string;
  key?: { id: string; secret: string };
  salt?: string;
  iat?: string;
  headers?: Record<string, string>;
}

/** Another client, written from the description alone. */
async function ask({ method = 'GET', path = '/api/audit/export', ...asked }: Asked = {}) {
  const { id, secret } = asked.key ?? verintKeys.external;
  salts += 1;
  const salt = asked.salt ?? Buffer.from(String(salts).padStart(16, '0')).toString('base64url');
  const iat = asked.iat ?? '2026-03-04T05:06:07Z';
  const own = Object.entries(asked.headers ?? {}).map(([name, value]) => `${name}:${value}\n`);
  const text = `${salt}\n${method}\n${path.split('?')[0]}\n${iat}\n${own.join('')}\n`;
  const sig = createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(text)
    .digest('base64url');
  const Authorization = `Vrnt-1-HMAC-SHA256 salt=${salt},iat=${iat},kid=${id},sig=${sig}`;
  const headers = { ...asked.headers, Authorization };
  const response = await fetch(`${sandbox.origin}${path}`, { method, headers });
  const body = Object(await response.json());
  return { status: response.status, code: body.code, body };
}

describe('The sandbox’s Verint', () => {
  it('takes a signed GET and POST to any path', async () => {
    expect(await ask({ path: '/api/a/b/c?x=1' })).toMatchObject({
      status: 200,
      body: { path: '/api/a/b/c', query: '?x=1', keyId: 'EXT00001' },
    });
    expect((await ask({ method: 'POST', path: '/api/qm/export' })).status).toBe(200);
  });

  it('reads the headers that are signed along', async () => {
    const headers = { 'verint-username': 'ana' };
    expect(await ask({ headers })).toMatchObject({ status: 200, body: { userName: 'ana' } });
  });

  it('takes a salt once within its window', async () => {
    const salt = 'QEFCQ0RFRkdISUpLTE1OTw';
    expect((await ask({ salt })).status).toBe(200);
    expect(await ask({ salt })).toMatchObject({ status: 401, code: 'SIGNATURE_REPLAYED' });
    expect((await ask({ salt, key: verintKeys.custom })).status).toBe(200);
  });

  it.each([
    ['2026-03-04T05:01:07Z', 200],
    ['2026-03-04T05:01:06Z', 401],
    ['2026-03-04T05:11:08Z', 401],
  ])('looks at the time: %s gives %i', async (iat, status) => {
    expect((await ask({ iat })).status).toBe(status);
  });

  it('knows its keys, and what each may ask', async () => {
    const { secret } = verintKeys.external;
    expect(await ask({ key: { id: 'GONE0001', secret } })).toMatchObject({ code: 'KEY_UNKNOWN' });
    const key = verintKeys.custom;
    expect(await ask({ key })).toMatchObject({ status: 200 });
    expect(await ask({ key, path: '/api/audit/a/b' })).toMatchObject({
      status: 403,
      code: 'URL_NOT_ALLOWED',
    });
    expect(await ask({ key, method: 'POST' })).toMatchObject({ status: 403 });
  });
});

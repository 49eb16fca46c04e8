import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/domain/bytes.ts';
import { requestOf } from '../../src/domain/operation-request.ts';
import { operationsOf } from '../../src/providers/operations.ts';
import type { ProviderRequest } from '../../src/providers/provider.ts';
import { fields } from '../../src/providers/verint/fields.ts';
import { prove } from '../../src/providers/verint/proof.ts';
import { verint } from '../../src/providers/verint/verint.ts';
import { signer } from '../../src/services/tokens.ts';
import { verintCredential } from '../fakes/credential.ts';
import { createFakeGateway } from '../fakes/gateway.ts';
import { createFakeWorld } from '../fakes/world.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { createStoppedClock } from '../sandbox/stopped-clock.ts';
import { verintKeys, verintPaths } from '../sandbox/verint/verint.ts';

const bytesFrom = (first: number, length: number) =>
  Uint8Array.from({ length }, (_, place) => first + place);

/** Key 00 01 … 1f and salt 40 41 … 4f, at a time that is fixed. */
const FIELDS = { keyId: 'AB12CD34', apiKey: toBase64url(bytesFrom(0, 32)) };
const fixed = { ...signer, random: (length: number) => bytesFrom(0x40, length) };
const NOW = '2026-03-04T05:06:07.000Z';

async function proofOf(
  method: 'GET' | 'POST',
  address: string,
  headers: Record<string, string> = {},
  more: Record<string, string> = {},
): Promise<string> {
  const url = new URL(address, 'https://wfo.example.com');
  const nowSeconds = Date.parse(NOW) / 1_000;
  const { Authorization = '' } = await prove({ ...FIELDS, ...more }, fixed, {
    ...{ method, url, headers, nowSeconds },
  });
  return Authorization;
}

describe('The signature of a Verint request', () => {
  // Computed by another program in another language (Python's hmac) from the same description.
  it.each([
    ['GET', '/api/audit/export', {}, {}, 'wIYaJiGN7H2APRPgrvOUg7Mty6ihpeNaZjgiH_MJBbQ'],
    [
      'GET',
      '/api/audit/export?from=2026-01-01&x=%20',
      {},
      {},
      'wIYaJiGN7H2APRPgrvOUg7Mty6ihpeNaZjgiH_MJBbQ',
    ],
    [
      'GET',
      '/api/audit/export?from=2026-01-01&x=%20',
      {},
      { signQuery: 'yes' },
      'Tdir8p0oWbIjeGb51pkfP6i2yr_Uo_ttLz2lV9D2HRs',
    ],
    [
      'POST',
      '/api/qm/export',
      { 'Verint-UserName': 'jdoe', 'X-Other': '1', 'VERINT-A': '1' },
      {},
      'ybPBR02u8yBo52IL6TNSM4lN22BvNxPdPJtLDAvA408',
    ],
  ] as const)(
    '%s %s %j %j is as another program makes it',
    async (method, path, headers, more, signature) => {
      expect(await proofOf(method, path, headers, more)).toBe(
        `Vrnt-1-HMAC-SHA256 salt=QEFCQ0RFRkdISUpLTE1OTw,iat=2026-03-04T05:06:07Z,kid=AB12CD34,sig=${signature}`,
      );
    },
  );

  it('signs the path as it is sent, percent signs and all', async () => {
    const text = 'QEFCQ0RFRkdISUpLTE1OTw\nGET\n/api/a%20b\n2026-03-04T05:06:07Z\n\n';
    const expected = createHmac('sha256', bytesFrom(0, 32)).update(text).digest('base64url');
    expect(await proofOf('GET', '/api/a b')).toContain(`sig=${expected}`);
  });

  it('has a salt of sixteen random bytes, another each time', async () => {
    const request = { method: 'GET', url: new URL('https://x.example/'), headers: {} } as const;
    const once = () => prove(FIELDS, signer, { ...request, nowSeconds: 1 });
    const salts = (await Promise.all([once(), once()])).map(
      ({ Authorization = '' }) => /salt=([\w-]{22}),/.exec(Authorization)?.[1],
    );
    expect(salts[0]).toBeDefined();
    expect(salts[0]).not.toBe(salts[1]);
  });
});

describe('The form of a Verint key', () => {
  const problemOf = (name: string, typed: string) => {
    const field = fields.find((each) => each.name === name);
    return field?.problem(field.tidy(typed)) ?? null;
  };

  it.each([
    ['wrapped over lines', `${FIELDS.apiKey.slice(0, 20)}\r\n ${FIELDS.apiKey.slice(20)}`, null],
    ['of bytes that need “-” and “_”', `${'-_'.repeat(21)}8`, null],
    ['in standard base64', `${'+/'.repeat(21)}8=`, /base64url/],
    ['with padding', `${FIELDS.apiKey}=`, /base64url/],
    ['too short', FIELDS.apiKey.slice(1), /43 letters/],
    ['too long', `${FIELDS.apiKey}A`, /43 letters/],
    ['with bits that mean nothing', `${FIELDS.apiKey.slice(0, -1)}9`, /last character/],
    ['with strange signs', `${FIELDS.apiKey.slice(1)}é`, /43 letters/],
  ])('takes or refuses an API key %s', (_, typed, problem) => {
    const said = problemOf('apiKey', typed);
    if (problem === null) expect(said).toBeNull();
    else expect(said).toMatch(problem);
  });

  it.each([
    ['GET /api/audit/*', null],
    ['GET /api/audit/*\nPOST /api/qm/export', null],
    ['PUT /api/audit/*', /row 1/],
    ['any /api/audit/*', /row 1/],
    ['GET /api/qm\nGET ', /row 2/],
    ['GET /api/**', /row 1/],
    ['GET https://h.example/../x', /row 1/],
  ])('takes or refuses the URLs of a custom key: %j', (typed, problem) => {
    const said = problemOf('urls', typed);
    if (problem === null) expect(said).toBeNull();
    else expect(said).toMatch(problem);
  });
});

describe('Verint’s server', () => {
  const clock = createStoppedClock();
  let sandbox: Sandbox;

  beforeEach(async () => {
    clock.setTo(NOW);
    sandbox = await startSandbox({ now: clock.now });
  });
  afterEach(() => sandbox.close());

  async function ask(fieldsOfKey: Record<string, string>, request: Partial<ProviderRequest>) {
    const credential = verintCredential({ baseUrl: sandbox.origin, ...fieldsOfKey });
    const gateway = createFakeGateway({ ...createFakeWorld({ iso: NOW }), signer }, [credential]);
    const plain = {
      method: 'GET',
      path: verintPaths.auditExport,
      headers: {},
      body: null,
    } as const;
    const reply = await gateway.askAs(verint, credential)({ ...plain, ...request });
    return { status: reply.status, verdict: sandbox.requests.at(-1)?.verdict, text: reply.text };
  }

  it('takes a request as it was signed', async () => {
    expect(await ask({}, {})).toMatchObject({ status: 200 });
    expect(
      await ask({}, { method: 'POST', path: verintPaths.qualityExport, body: '{}' }),
    ).toMatchObject({ status: 200 });
  });

  it('takes one with a query, which is not signed', async () => {
    expect(await ask({}, { path: `${verintPaths.auditExport}?from=2026-01-01` })).toMatchObject({
      status: 200,
    });
  });

  it('that wants the query signed, too, gets that by a switch', async () => {
    sandbox.verint.signsQuery = true;
    const request = { path: `${verintPaths.auditExport}?from=2026-01-01&to=%20` };
    expect(await ask({}, request)).toMatchObject({ status: 401, verdict: 'SIGNATURE_WRONG' });
    expect(await ask({ signQuery: 'yes' }, request)).toMatchObject({ status: 200 });
  });

  it('takes its own headers, which are signed', async () => {
    const headers = { 'Verint-UserName': 'jdoe', 'Content-Type': 'application/json' };
    expect(await ask({}, { headers })).toMatchObject({ status: 200 });
  });

  it('takes such headers from the form, in any order and case', async () => {
    const [get] = await operationsOf('verint');
    if (get === undefined) throw new Error('There is no operation');
    const values = {
      path: verintPaths.auditExport,
      'Verint-UserName': 'jdoe',
      'verint-*': 'VERINT-Zone: Europe/Berlin\nverint-a: B',
    };
    expect(await ask({}, requestOf(get, values))).toMatchObject({ status: 200 });
    const { headers } = sandbox.requests.at(-1) ?? {};
    expect(headers).toMatchObject({ 'verint-zone': 'Europe/Berlin', 'verint-a': 'B' });
  });

  it('refuses another key and another time', async () => {
    const { custom } = verintKeys;
    expect(await ask({ apiKey: custom.secret }, {})).toMatchObject({ verdict: 'SIGNATURE_WRONG' });
    clock.advance(2 * 24 * 60 * 60_000);
    expect(await ask({}, {})).toMatchObject({ verdict: 'SIGNATURE_TIME' });
  });

  it('is asked once more where this computer’s clock is some minutes off', async () => {
    clock.advance(6 * 60_000);
    expect(await ask({}, {})).toMatchObject({ status: 200 });
    const verdicts = sandbox.requests.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['SIGNATURE_TIME', 'answered']);
  });

  it('is not asked with a custom key for what its own URLs do not open', async () => {
    const { id, secret, urls } = verintKeys.custom;
    const custom = { keyId: id, apiKey: secret, keyType: 'custom', urls: urls.join('\n') };
    expect(await ask(custom, {})).toMatchObject({ status: 200 });
    const before = sandbox.requests.length;
    const elsewhere = { path: verintPaths.qualityExport };
    await expect(ask(custom, elsewhere)).rejects.toMatchObject({
      code: 'out-of-scope',
      facts: { list: 'remote', refusal: 'method', rule: 'POST /api/qm/export' },
    });
    await expect(ask({ ...custom, urls: '' }, {})).rejects.toMatchObject({ code: 'out-of-scope' });
    expect(sandbox.requests.length).toBe(before);
    // The server would have refused, too: what is not bounded here is refused there.
    expect(await ask({ ...custom, keyType: 'external' }, elsewhere)).toMatchObject({ status: 403 });
  });
});

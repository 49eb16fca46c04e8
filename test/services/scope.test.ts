import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { METHODS, type Method } from '../../src/domain/url-rule.ts';
import { readRules, writeRules } from '../../src/domain/url-rule-text.ts';
import type { ProviderRequest, Signer } from '../../src/providers/provider.ts';
import { verint } from '../../src/providers/verint/verint.ts';
import { signer } from '../../src/services/tokens.ts';
import { sentenceFor } from '../../src/ui/sentences.ts';
import { rule, verintCredential } from '../fakes/credential.ts';
import { createFakeGateway } from '../fakes/gateway.ts';
import { replying } from '../fakes/http.ts';
import { createFakeWorld } from '../fakes/world.ts';

const BASE = 'https://wfo.example.com';

/** A gateway with a key of these rules: what it signs and what it sends is written down. */
function gatewayWith(rules: readonly string[], fields: Record<string, string> = {}) {
  const world = createFakeWorld({ http: replying({}) });
  world.allowed.add(`${BASE}/*`);
  const signed: string[] = [];
  const watched: Signer = {
    ...signer,
    hmac: (hash, key, bytes) => {
      signed.push(new TextDecoder().decode(bytes));
      return signer.hmac(hash, key, bytes);
    },
  };
  const credential = verintCredential({ baseUrl: BASE, ...fields }, rules);
  const gateway = createFakeGateway({ ...world, signer: watched }, [credential]);
  const send = gateway.askAs(verint, credential);
  const ask = (method: Method, path: string, more: Partial<ProviderRequest> = {}) =>
    send({ method, path, headers: {}, body: null, ...more });
  return { ask, signed, sent: world.sent };
}

/** How `/api/audit/*` GET might be led elsewhere. Each is refused before anything is signed. */
const ATTACKS: readonly (readonly [string, string, string])[] = [
  // other paths
  ['GET', '/', 'path'],
  ['GET', '/api', 'path'],
  ['GET', '/api/', 'path'],
  ['GET', '/api/audit', 'path'],
  ['GET', '/api/audit/', 'path'],
  ['GET', '/api/auditlog', 'path'],
  ['GET', '/api/auditlog/x', 'path'],
  ['GET', '/api/qm/export', 'path'],
  ['GET', '/api/audit/export/1', 'path'],
  ['GET', '/api/audit/export/', 'path'],
  ['GET', '/x/api/audit/export', 'path'],
  ['GET', '/apiaudit/export', 'path'],
  ['GET', '/api/audit-old/export', 'path'],
  ['GET', '/api?/audit/export', 'path'],
  ['GET', '/?/api/audit/export', 'path'],
  ['GET', '/api/qm/export?x=/api/audit/export', 'path'],
  // other methods
  ...(
    [
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'HEAD',
      'OPTIONS',
      'TRACE',
      'CONNECT',
      'get',
      'Get',
      'GET ',
    ] as const
  ).map((method) => [method, '/api/audit/export', 'method'] as const),
  ['GET', '/api/audit/export?_method=DELETE', 'override'],
  ['GET', '/api/audit/export?a=1&_METHOD=put', 'override'],
  ['GET', '/api/audit/export?_method', 'override'],
  ['GET', '/api/audit/export?%5Fmethod=DELETE', 'override'],
  ['GET', '/api/audit/export?_%6Dethod=DELETE', 'override'],
  ['GET', '/api/audit/export?_me\tthod=DELETE', 'override'],
  ['GET', '/api/audit/export?a=1;_method=DELETE', 'override'],
  ['GET', '/api/audit/export?.method=DELETE', 'override'],
  ['GET', '/api/audit/export?X-HTTP-Method-Override=DELETE', 'override'],
  // dots
  ['GET', '/api/audit/..', 'odd'],
  ['GET', '/api/audit/.', 'odd'],
  ['GET', '/api/audit/../qm', 'odd'],
  ['GET', '/api/audit/../qm/export', 'odd'],
  ['GET', '/api/qm/../audit/export', 'odd'],
  ['GET', '/api/audit/./export', 'odd'],
  ['GET', '/api/audit/...', 'odd'],
  ['GET', '/api/audit/export.', 'odd'],
  ['GET', '/api/audit./export', 'odd'],
  ['GET', '/api/audit/..%20', 'odd'],
  ['GET', '/api/audit/%20', 'odd'],
  ['GET', '/api/audit/export%20', 'odd'],
  ['GET', '/api/audit/%2e%2e', 'odd'],
  ['GET', '/api/audit/%2E%2E', 'odd'],
  ['GET', '/api/audit/.%2e', 'odd'],
  ['GET', '/api/audit/%2e%2e/qm/export', 'odd'],
  ['GET', '/api/audit/%2e%2e%2fqm', 'odd'],
  ['GET', '/api/audit/..%2fqm', 'odd'],
  ['GET', '/api/audit/..%5cqm', 'odd'],
  ['GET', '/api/audit/..\\qm', 'odd'],
  ['GET', '/api/audit/%252e%252e%252fqm', 'odd'],
  ['GET', '/api/audit/%c0%ae%c0%ae', 'odd'],
  ['GET', '/api/audit/%C0%AF', 'odd'],
  ['GET', '/api/audit/%u002e%u002e', 'odd'],
  ['GET', '/api/audit/\u2024\u2024', 'odd'],
  ['GET', '/api/audit/%EF%BC%8E%EF%BC%8E', 'odd'],
  // slashes
  ['GET', '/api//audit/export', 'odd'],
  ['GET', '//api/audit/export', 'odd'],
  ['GET', '/api/audit//export', 'odd'],
  ['GET', '/api/audit/x%2fy', 'odd'],
  ['GET', '/api/audit/x%2Fy', 'odd'],
  ['GET', '/api%2faudit/export', 'odd'],
  ['GET', '/api/audit/x%5Cy', 'odd'],
  ['GET', '\\api\\audit\\export', 'odd'],
  ['GET', '/api/audit/x\\y', 'odd'],
  ['GET', '/api/audit/%EF%BC%8F', 'odd'],
  ['GET', '/api/audit/%E2%88%95', 'odd'],
  ['GET', '/api/audit/%252f', 'odd'],
  // parameters, control characters, other encodings
  ['GET', '/api/audit/..;/qm', 'odd'],
  ['GET', '/api/audit/export;a=b', 'odd'],
  ['GET', '/api/audit/%3b', 'odd'],
  ['GET', '/api/audit/%00', 'odd'],
  ['GET', '/api/audit/export%0d%0aX: y', 'odd'],
  ['GET', '/api/audit/ex\tport', 'odd'],
  ['GET', '/api/audit/ex\nport', 'odd'],
  ['GET', '/api/audit/export ', 'odd'],
  ['GET', '/api/audit/%65xport', 'odd'],
  ['GET', '/api/%61udit/export', 'odd'],
  ['GET', '/api/audit/%7Eme', 'odd'],
  ['GET', '/api/audit/%c3%a9', 'odd'],
  ['GET', '/api/audit/é', 'odd'],
  ['GET', '/api/audit/e%CC%81', 'odd'],
  ['GET', '/api/audit/%', 'odd'],
  ['GET', '/api/audit/%zz', 'odd'],
  ['GET', '/api/audit/%3F', 'odd'],
  ['GET', '/api/audit/%23', 'odd'],
  ['GET', '/api/audit/*', 'odd'],
  ['GET', '/api/audit/export#/../../qm', 'odd'],
  ['GET', '/api/audit/<x>', 'odd'],
  // case tricks
  ['GET', '/API/audit/export', 'path'],
  ['GET', '/api/AUDIT/export', 'path'],
  ['GET', '/Api/Audit/export', 'path'],
  ['GET', '/api/aud%C4%B1t/export', 'path'],
  // hosts, ports, user info: what follows the base URL is not a path
  ['GET', '.evil.example/api/audit/export', 'host'],
  ['GET', '@evil.example/api/audit/export', 'host'],
  ['GET', ':8443/api/audit/export', 'host'],
  ['GET', ':443/api/audit/export', 'host'],
  ['GET', './api/audit/export', 'host'],
  ['GET', ':x@wfo.example.com/api/audit/export', 'host'],
  ['GET', '@wfo.example.com/api/audit/export', 'host'],
  ['GET', 'api/audit/export', 'host'],
  ['GET', '?/api/audit/export', 'path'],
  ['GET', '', 'path'],
];

/** A method as an ability would hand it over if its types were wrong. */
function asMethod(text: string): Method {
  const request: { method: Method } = JSON.parse(JSON.stringify({ method: text }));
  return request.method;
}

describe('A key scoped to GET /api/audit/*', () => {
  it.each(ATTACKS)('signs nothing for %s %j', async (method, path, refusal) => {
    const { ask, signed, sent } = gatewayWith(['GET /api/audit/*']);
    const refused: unknown = await ask(asMethod(method), path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Failure);
    expect(signed).toEqual([]);
    expect(sent).toEqual([]);
    if (!(refused instanceof Failure) || refused.code === 'host-foreign') {
      return expect(refusal).toBe('host');
    }
    expect(refused.facts).toMatchObject({ refusal, list: 'local' });
    expect(sentenceFor(refused).text).toMatch(/was not signed: .*\.$/s);
  });

  it('has many ways of attack above', () => {
    expect(ATTACKS.length).toBeGreaterThan(100);
  });

  it.each([
    '/api/audit/export',
    '/api/audit/export?from=2026-01-01&to=/api/qm/export',
    '/api/audit/a.b-c_d~e',
    '/api/audit/jos%C3%A9%20p',
    '/api/audit/x:y@z,1+2=3',
  ])('signs GET %s', async (path) => {
    const { ask, signed, sent } = gatewayWith(['GET /api/audit/*']);
    await ask('GET', path);
    expect(signed).toHaveLength(1);
    expect(sent[0]?.url).toBe(`${BASE}${path}`);
  });

  it.each([
    'X-HTTP-Method-Override',
    'x-http-method',
    'X-Method-Override',
    'X-Original-URL',
    'x-rewrite-url',
    'X-Forwarded-Host',
  ])('signs nothing with the header %s', async (name) => {
    const { ask, signed } = gatewayWith(['GET /api/audit/*']);
    const headers = { [name]: 'DELETE' };
    await expect(ask('GET', '/api/audit/export', { headers })).rejects.toMatchObject({
      facts: { refusal: 'override' },
    });
    expect(signed).toEqual([]);
  });

  it('says which rule came nearest, and nothing of the query', async () => {
    const { ask } = gatewayWith(['POST /api/qm/export', 'GET /api/audit/*']);
    const failure = ask('GET', '/api/audit/a/b?token=secret');
    await expect(failure).rejects.toMatchObject({
      code: 'out-of-scope',
      facts: { method: 'GET', path: '/api/audit/a/b', rule: 'GET /api/audit/*' },
    });
    await expect(ask('GET', '/x')).rejects.toMatchObject({ facts: { rule: null } });
  });

  it('shows no secret that stands in a path', async () => {
    const { ask } = gatewayWith(['GET /api/audit/*']);
    const { apiKey = '' } = verintCredential().fields;
    await expect(ask('GET', `/hooks/${apiKey}`)).rejects.toMatchObject({
      facts: { path: '/hooks/•••' },
    });
  });

  it('signs nothing else under a base URL with a path of its own', async () => {
    const rules = ['GET /wfo/api/audit/*'];
    const { ask, signed } = gatewayWith(rules, { baseUrl: `${BASE}/wfo` });
    await expect(ask('GET', '/../api/audit/x')).rejects.toMatchObject({ code: 'out-of-scope' });
    expect(signed).toEqual([]);
    await ask('GET', '/api/audit/x');
    expect(signed).toHaveLength(1);
  });
});

describe('A rule', () => {
  it.each([
    ['GET https://wfo.example.com/api/audit/*', true],
    ['GET HTTPS://WFO.example.com:443/api/audit/*', true],
    ['GET http://wfo.example.com/api/audit/*', false],
    ['GET https://wfo.example.com:8443/api/audit/*', false],
    ['GET https://wfo.example.com./api/audit/*', false],
    ['GET https://evil.example/api/audit/*', false],
    ['GET https://*.example.com/api/audit/*', false],
    ['GET https://x@wfo.example.com/api/audit/*', false],
    ['GET //wfo.example.com/api/audit/*', false],
    ['GET api/audit/*', false],
    ['GET /api/audit/../audit/*', false],
    ['GET /api/audit/*?x', false],
    ['GET /api/**/export', false],
    ['GET /api/**', true],
    ['GET /**', true],
    ['GET /*/*/*', true],
    ['GET /*', false],
    ['GET /api/audit/ex*t', true],
    ['GET /api/audit/export*', false],
    ['GET /api/audit/*export', false],
    ['GET /api/audit/e*p*t', true],
    ['GET /api/audit/**', true],
    ['any /api/audit/export', true],
  ])('“%s” opens GET /api/audit/export: %s', async (text, opens) => {
    const { ask, sent } = gatewayWith([text]);
    await ask('GET', '/api/audit/export').catch(() => null);
    expect(sent).toHaveLength(opens ? 1 : 0);
  });

  it('for any method is for the five that there are', async () => {
    const { ask, sent } = gatewayWith(['any /api/*']);
    for (const method of METHODS) await ask(method, '/api/x');
    await expect(ask(asMethod('TRACE'), '/api/x')).rejects.toMatchObject({ code: 'out-of-scope' });
    expect(sent).toHaveLength(METHODS.length);
  });

  it('is not needed: without one everything on the own host is open, and nothing else', async () => {
    const { ask, sent, signed } = gatewayWith([]);
    await ask('DELETE', '/anything//at/all');
    expect(sent).toHaveLength(1);
    await expect(ask('GET', ':x@wfo.example.com/y')).rejects.toMatchObject({
      code: 'host-foreign',
    });
    expect(signed).toHaveLength(1);
  });

  it('is written as a line and read back the same', () => {
    const rules = ['GET /api/audit/*', 'any /api/**', 'DELETE https://h.example/x'].map(rule);
    expect(readRules(writeRules(rules))).toEqual(rules);
    expect(readRules('  ')).toEqual([]);
    expect(readRules('FETCH /x')).toEqual([{ method: 'GET', url: 'FETCH /x' }]);
  });

  it('with many wildcards is answered at once', async () => {
    const { ask, sent } = gatewayWith([`GET /${'*a'.repeat(200)}*`]);
    const began = performance.now();
    await expect(ask('GET', `/${'a'.repeat(4_000)}/`)).rejects.toThrow();
    await ask('GET', `/${'a'.repeat(4_000)}`);
    expect(sent).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

/** Letter by letter and every way: slow, and written without a look at the other. */
function slowly(pattern: string, path: string): boolean {
  if (pattern === '') return path === '';
  if (pattern === '**') return path !== '' && !path.startsWith('/');
  if (pattern[0] === '*') {
    if (path === '' || path[0] === '/') return false;
    return slowly(pattern.slice(1), path.slice(1)) || slowly(pattern, path.slice(1));
  }
  return pattern[0] === path[0] && slowly(pattern.slice(1), path.slice(1));
}

const letters = fc.constantFrom('a', 'b', '/', '.', '*', '%2F', '%2e', '..', ';', '//', 'A', '-');
const plainSigns = fc.constantFrom('a', 'b', '/', '-');
const pathText = fc
  .oneof(fc.array(letters, { maxLength: 9 }), fc.array(plainSigns, { maxLength: 5 }))
  .map((signs) => `/${signs.join('')}`);
const patternText = fc.oneof(
  pathText,
  fc
    .array(fc.constantFrom('a', 'b', '/', '*'), { maxLength: 7 })
    .map((each) => `/${each.join('')}`),
  fc.constantFrom('/**', '/a/**', '/a*/**', '/*/b/**'),
);

describe('Whatever the gateway signs under a rule', () => {
  it('is a path that an independent slow matcher accepts, written plainly', async () => {
    let signedOnes = 0;
    await fc.assert(
      fc.asyncProperty(patternText, pathText, async (pattern, path) => {
        const { ask, signed } = gatewayWith([`GET ${pattern}`]);
        await ask('GET', path).catch(() => null);
        if (signed.length === 0) return;
        signedOnes += 1;
        const line = signed[0]?.split('\n')[2] ?? '';
        expect(line).toBe(path);
        expect(decodeURIComponent(line)).toBe(line);
        expect(line).not.toMatch(/\/\/|\.(\/|$)|[;\\]/);
        expect(slowly(pattern, line)).toBe(true);
      }),
      { numRuns: 2_000, seed: 20261121 },
    );
    expect(signedOnes).toBeGreaterThan(50);
  });

  it('and a plain path that the slow matcher accepts is signed', async () => {
    const parts = fc.array(fc.constantFrom('a', 'b', 'ab', 'abab', 'bb'), {
      minLength: 1,
      maxLength: 3,
    });
    const stars = fc.array(fc.constantFrom('a', '*', 'a*', '*b', 'a*b*'), {
      minLength: 1,
      maxLength: 3,
    });
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(stars, parts, async (wanted, given) => {
        const [pattern, path] = [`/${wanted.join('/')}`, `/${given.join('/')}`];
        const { ask, signed } = gatewayWith([`GET ${pattern}`]);
        await ask('GET', path).catch(() => null);
        matched += signed.length;
        expect(signed.length === 1).toBe(slowly(pattern, path));
      }),
      { numRuns: 500, seed: 20261121 },
    );
    expect(matched).toBeGreaterThan(50);
  });
});

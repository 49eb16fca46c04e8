import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProviderReply } from '../../../src/providers/provider.ts';
import { failureIn } from '../../../src/providers/zoom/failures.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/zoom/${name}`, import.meta.url), 'utf8');

const reply = (status: number, text: string, headers = {}): ProviderReply => ({
  status,
  headers: { 'x-zm-trackingid': 'WEB_1', ...headers },
  text,
  receivedAtMs: 0,
  host: 'api.zoom.us',
  label: 'Video',
  quote: (told) => told.replaceAll('SECRET', '•••'),
  skewSeconds: null,
});

const told = (status: number, text: string) => {
  const facts = failureIn(reply(status, text))?.facts;
  return facts && 'said' in facts ? facts : null;
};

describe('What Zoom says went wrong', () => {
  it.each([
    ['invalid-token.json', 401, '124', 'Invalid access token.', 'key'],
    ['no-scope.json', 400, '4700', 'Invalid access token, does not contain scopes.', 'request'],
    [
      'validation-failed.json',
      400,
      '300',
      'Validation Failed. user_info.email: Invalid field.',
      undefined,
    ],
    ['bad-gateway.html', 502, null, 'api.zoom.us | 502: Bad gateway', undefined],
  ])('%s (HTTP %i)', (name, status, code, said, fault) => {
    const facts = told(status, fixture(name));
    expect(facts).toMatchObject({ system: 'Zoom', status, code, said, trace: 'WEB_1' });
    expect(facts?.fault).toBe(fault);
  });

  it.each([
    ['nothing', ''],
    ['a text', 'Service Unavailable'],
    ['half of JSON', '{"code":1'],
    ['a list', '[1]'],
    ['another shape', '{"errors":"none"}'],
    ['a number', '7'],
  ])('is its status alone where the body is %s', (_, body) => {
    expect(told(503, body)).toEqual({
      system: 'Zoom',
      status: 503,
      code: null,
      said: null,
      trace: 'WEB_1',
    });
  });

  it('goes by the status, whatever the body names', () => {
    expect(told(200, '{"code":124,"message":"Invalid access token."}')).toBeNull();
    expect(told(204, '')).toBeNull();
  });

  it('is also a web page where an answer should be', () => {
    expect(told(200, '<html><head></head><body>Sign in</body></html>')).toMatchObject({
      status: 200,
      said: null,
    });
  });

  it('is quoted without secrets, and not at length', () => {
    const facts = told(400, JSON.stringify({ code: 1, message: `SECRET ${'x'.repeat(500)}` }));
    expect(facts?.said).toMatch(/^••• x+$/);
    expect(facts?.said).toHaveLength(300);
  });

  it('keeps every digit of a code', () => {
    expect(told(400, '{"code":121120347236861135,"message":"x"}')?.code).toBe('121120347236861135');
  });
});

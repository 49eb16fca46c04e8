import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureKinds } from './failures.ts';
import { defaultKey, type Sandbox, startSandbox, webexMeetingsPaths } from './sandbox.ts';
import { createCaller } from './webex-meetings/caller.ts';

let sandbox: Sandbox;
let caller: ReturnType<typeof createCaller>;

beforeEach(async () => {
  sandbox = await startSandbox();
  caller = createCaller(sandbox.origin, Date.now);
});
afterEach(async () => {
  caller.hangUp();
  await sandbox.close();
});

const ask = () => caller.session(400971234);

function renew() {
  const { apikey, passcode, email } = defaultKey;
  const body = { apikey, passcode, email, disableoldapikeyrightaway: false };
  return caller.post(webexMeetingsPaths.renew, body);
}

describe('on command the next call', () => {
  it.each([
    ['unauthorized', 401, 'application/json', '"UNAUTHORIZED"'],
    ['not-found', 404, 'application/json', '"060001"'],
    ['retired-404', 404, 'text/html', '<!doctype html>'],
    ['gone', 410, 'text/html', '<!doctype html>'],
    ['html', 200, 'text/html', '<!doctype html>'],
    ['error', 500, 'application/json', '"INTERNAL"'],
    ['bad-gateway', 502, 'text/html', '<!doctype html>'],
    ['rate-limited', 429, 'application/json', '"RATE_LIMIT"'],
    ['xml-fault', 200, 'text/xml', '<serv:exceptionID>060001</serv:exceptionID>'],
    ['wrong-shape', 200, 'application/json', '"schedule":"tomorrow"'],
  ] as const)('fails as %s with status %i', async (kind, status, type, part) => {
    sandbox.failNext(kind);
    const failed = await ask();
    expect(failed.status).toBe(status);
    expect(failed.headers['content-type']).toContain(type);
    expect(failed.text).toContain(part);
    expect(sandbox.requests.at(-1)).toMatchObject({ status, verdict: `failed: ${kind}` });
    expect((await ask()).status).toBe(200);
    expect(sandbox.requests.at(-1)?.verdict).toBe('answered');
  });

  it('has the wrong shape for each path in its own way, and valid JSON', async () => {
    sandbox.failNext('wrong-shape', { times: 3 });
    expect(JSON.parse((await ask()).text).schedule).toBe('tomorrow');
    expect(JSON.parse((await caller.sites('test@cisco.com')).text)).toEqual({ sites: 'none' });
    expect(JSON.parse((await renew()).text).apikey).toBe(17);
    expect(sandbox.webexMeetings.keys).toHaveLength(1);
  });

  it('says how long to wait when it is rate-limited', async () => {
    sandbox.failNext('rate-limited', { retryAfterSeconds: 7 });
    expect((await ask()).headers['retry-after']).toBe('7');
  });

  it('carries the XML fault that was asked for', async () => {
    const reason = 'Sorry, no record found';
    sandbox.failNext('xml-fault', { exceptionId: '000015', reason });
    const { text } = await ask();
    expect(text).toContain('<serv:exceptionID>000015</serv:exceptionID>');
    expect(text).toContain(`<serv:reason>${reason}</serv:reason>`);
  });

  it('is empty', async () => {
    sandbox.failNext('empty');
    expect(await ask()).toMatchObject({ status: 200, text: '' });
  });

  it('is cut off in the middle, with an honest length', async () => {
    const whole = await ask();
    sandbox.failNext('cut-off');
    const half = await ask();
    expect(half.status).toBe(200);
    expect(half.headers['content-length']).toBe(String(half.bytes.length));
    expect(half.bytes.length).toBeGreaterThan(0);
    expect(whole.text.startsWith(half.text)).toBe(true);
    expect(() => JSON.parse(half.text)).toThrow(SyntaxError);
  });

  it('breaks off with its connection', async () => {
    sandbox.failNext('cut-connection');
    await expect(ask()).rejects.toThrow('aborted');
    expect(sandbox.requests.at(-1)).toMatchObject({
      status: 200,
      verdict: 'failed: cut-connection',
    });
  });

  it('is dropped before anything was done', async () => {
    sandbox.failNext('drop-before');
    await expect(renew()).rejects.toThrow('socket hang up');
    expect(sandbox.webexMeetings.keys).toHaveLength(1);
    expect(sandbox.requests).toMatchObject([{ status: null, verdict: 'failed: drop-before' }]);
  });

  it('is dropped after the new key was minted', async () => {
    sandbox.failNext('drop-after-commit');
    await expect(renew()).rejects.toThrow('socket hang up');
    expect(sandbox.webexMeetings.keys).toHaveLength(2);
    expect(sandbox.requests).toMatchObject([{ status: null }]);
  });

  it('is answered as ever with a cookie', async () => {
    sandbox.failNext('cookie');
    const { status, headers } = await ask();
    expect(status).toBe(200);
    expect(headers['set-cookie']).toEqual(['sandbox=1; Path=/']);
  });

  it('is led elsewhere, where it is noticed who follows', async () => {
    sandbox.failNext('redirect');
    const { status, headers } = await ask();
    expect(status).toBe(302);
    expect(headers.location).toBe(sandbox.elsewhere.origin + webexMeetingsPaths.sessionInfo);
    expect(sandbox.elsewhere.requests).toEqual([]);

    await fetch(headers.location ?? '', { headers: { JWTToken: 'carried along' } });
    expect(sandbox.elsewhere.requests).toMatchObject([{ headers: { jwttoken: 'carried along' } }]);
  });

  it('is led to a place of choice', async () => {
    sandbox.failNext('redirect', { location: 'https://login.example.com/' });
    expect((await ask()).headers.location).toBe('https://login.example.com/');
  });
});

describe('a slow answer', () => {
  it('comes in the end, unchanged', async () => {
    sandbox.failNext('slow', { delayMs: 1 });
    const slow = await ask();
    expect(slow.bytes).toEqual((await ask()).bytes);
  });

  it('is carried out at once and given up when the sandbox closes', async () => {
    sandbox.failNext('slow', { delayMs: 600_000 });
    const arrived = sandbox.nextRequest();
    const outcome = expect(renew()).rejects.toThrow('socket hang up');
    await arrived;
    await sandbox.close();
    await outcome;
    expect(sandbox.webexMeetings.keys).toHaveLength(2);
    expect(sandbox.requests).toMatchObject([{ status: null, verdict: 'abandoned' }]);
  });

  it('is given up when the client leaves', async () => {
    sandbox.failNext('slow', { delayMs: 600_000 });
    const arrived = sandbox.nextRequest();
    const outcome = expect(ask()).rejects.toThrow('socket hang up');
    await arrived;
    caller.hangUp();
    await outcome;
    await sandbox.close();
    expect(sandbox.requests).toMatchObject([{ verdict: 'abandoned' }]);
  });
});

describe('a command', () => {
  it('holds as many times as it says', async () => {
    sandbox.failNext('error', { times: 2 });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([
      500, 500, 200,
    ]);
  });

  it('for one path lets the others pass', async () => {
    sandbox.failNext('error', { path: webexMeetingsPaths.renew });
    expect((await ask()).status).toBe(200);
    expect((await renew()).status).toBe(500);
  });

  it('comes after those that were given before', async () => {
    sandbox.failNext('gone');
    sandbox.failNext('error');
    expect([(await ask()).status, (await ask()).status]).toEqual([410, 500]);
  });

  it('can be taken back', async () => {
    sandbox.failNext('error');
    sandbox.failNoMore();
    expect((await ask()).status).toBe(200);
  });

  it('touches neither pages nor preflights', async () => {
    sandbox.failNext('error');
    expect((await fetch(`${sandbox.origin}/gapi/registerapikey`)).status).toBe(200);
    const path = webexMeetingsPaths.sessionInfo;
    expect((await caller.post(path, '', { method: 'OPTIONS' })).status).toBe(405);
    expect((await ask()).status).toBe(500);
  });

  it('can be given over HTTP, in every kind there is', async () => {
    for (const kind of failureKinds) {
      const { status, text } = await caller.post('/sandbox/fail', { kind });
      expect(status).toBe(200);
      expect(JSON.parse(text)).toEqual({ kind });
    }
    expect(failureKinds).toHaveLength(18);
    expect((await ask()).text).toContain('UNAUTHORIZED');
  });

  it('can be given over HTTP with its options', async () => {
    const command = { kind: 'xml-fault', times: 2, exceptionId: '000001', reason: 'Access denied' };
    await caller.post('/sandbox/fail', command);
    await ask();
    expect((await ask()).text).toContain('000001');
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['an unknown kind', { kind: 'toString' }],
    ['an unknown option', { kind: 'slow', delay: 5 }],
    ['an option of the wrong type', { kind: 'slow', delayMs: '5' }],
    ['no JSON', 'slow'],
  ])('with %s is refused', async (_, body) => {
    expect((await caller.post('/sandbox/fail', body)).status).toBe(400);
    expect((await ask()).status).toBe(200);
  });
});

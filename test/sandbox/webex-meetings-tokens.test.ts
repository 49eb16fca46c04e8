import jwt from 'jsonwebtoken';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultKey, type Sandbox, startSandbox } from './sandbox.ts';
import { createStoppedClock } from './stopped-clock.ts';
import { claimsAt, createCaller } from './webex-meetings/caller.ts';

const clock = createStoppedClock();
let sandbox: Sandbox;
let caller: ReturnType<typeof createCaller>;

beforeEach(async () => {
  clock.setTo('2026-03-04T05:06:07.000Z');
  sandbox = await startSandbox({ now: clock.now });
  caller = createCaller(sandbox.origin, clock.now);
});
afterEach(async () => {
  caller.hangUp();
  await sandbox.close();
});

function signed(change: object, options: jwt.SignOptions = {}): string {
  return jwt.sign({ ...claimsAt(clock.now()), ...change }, defaultKey.secretkey, options);
}

function codeOf(text: string): unknown {
  return JSON.parse(text).code;
}

async function verdictOn(token: string | null): Promise<unknown> {
  const answer = await caller.session(400971234, { token });
  if (answer.status === 200) return 'accepted';
  expect(answer.status).toBe(401);
  expect(sandbox.requests.at(-1)).toMatchObject({ status: 401, verdict: codeOf(answer.text) });
  return codeOf(answer.text);
}

const iat = () => Math.floor(clock.now() / 1000);

describe('a token', () => {
  it('is accepted with the claims of the documented sample', async () => {
    expect(await verdictOn(signed({}))).toBe('accepted');
  });

  it("is accepted with the sandbox's own address as issuer", async () => {
    const iss = `${sandbox.origin}/gapi/registerapikey`;
    expect(await verdictOn(signed({ iss }))).toBe('accepted');
  });

  it('is accepted in its last minute of grace and refused after it', async () => {
    const token = signed({});
    clock.advance(359_000);
    expect(await verdictOn(token)).toBe('accepted');
    clock.advance(1_000);
    expect(await verdictOn(token)).toBe('TOKEN_EXPIRED');
  });

  it('may be signed by a clock that is a minute fast, and not more', async () => {
    expect(await verdictOn(signed({ iat: iat() + 60 }))).toBe('accepted');
    expect(await verdictOn(signed({ iat: iat() + 61 }))).toBe('TOKEN_FUTURE');
  });

  it('may live for an hour, and not longer', async () => {
    expect(await verdictOn(signed({ exp: iat() + 3600 }))).toBe('accepted');
    expect(await verdictOn(signed({ exp: iat() + 3601 }))).toBe('TOKEN_TOO_LONG');
  });

  it.each([
    ['that is missing', () => null, 'TOKEN_MISSING'],
    ['with Bearer before it', () => `Bearer ${signed({})}`, 'TOKEN_BEARER'],
    ['that is no JWT', () => 'abc', 'TOKEN_MALFORMED'],
    ['whose parts are not JSON', () => 'YWJj.YWJj.YWJj', 'TOKEN_MALFORMED'],
    ['whose claims are a text', () => jwt.sign('text', defaultKey.secretkey), 'TOKEN_MALFORMED'],
    [
      'without a signature',
      () => jwt.sign(claimsAt(clock.now()), '', { algorithm: 'none' }),
      'TOKEN_ALGORITHM',
    ],
    ['signed by HS512', () => signed({}, { algorithm: 'HS512' }), 'TOKEN_ALGORITHM'],
    [
      'signed with another secret',
      () => jwt.sign(claimsAt(clock.now()), 'other'),
      'TOKEN_SIGNATURE',
    ],
    [
      'signed with the secret read as base64',
      () => jwt.sign(claimsAt(clock.now()), Buffer.from(defaultKey.secretkey, 'base64')),
      'TOKEN_SIGNATURE',
    ],
    ['not valid before tomorrow', () => signed({ nbf: iat() + 86_400 }), 'TOKEN_SIGNATURE'],
    ['of an unknown key', () => signed({ apikey: 'constructor' }), 'APIKEY_UNKNOWN'],
    ['without an API key', () => signed({ apikey: undefined }), 'APIKEY_UNKNOWN'],
    ['without an audience', () => signed({ aud: '' }), 'CLAIM_AUD'],
    ['with several audiences', () => signed({ aud: ['a', 'b'] }), 'CLAIM_AUD'],
    ['with an audience of 129 characters', () => signed({ aud: 'a'.repeat(129) }), 'CLAIM_AUD'],
    ['of another issuer', () => signed({ iss: 'https://api.example.com/' }), 'CLAIM_ISS'],
    ['without an issue time', () => signed({}, { noTimestamp: true }), 'CLAIM_IAT'],
    ['whose times are fractions', () => raw({ iat: iat() + 0.5 }), 'CLAIM_IAT'],
    ['whose times are milliseconds', () => raw({ iat: clock.now() }), 'TOKEN_FUTURE'],
    ['that never expires', () => raw({ exp: undefined }), 'CLAIM_EXP'],
    ['whose expiry is a text', () => raw({ exp: '1' }), 'CLAIM_EXP'],
  ])('%s is refused', async (_, token, code) => {
    expect(await verdictOn(token())).toBe(code);
  });

  it('is refused when a letter of its claims was changed', async () => {
    const [header = '', claims = '', signature = ''] = signed({ aud: 'aaaa' }).split('.');
    const text = Buffer.from(claims, 'base64url').toString().replace('aaaa', 'aaab');
    const token = [header, Buffer.from(text).toString('base64url'), signature].join('.');
    expect(await verdictOn(token)).toBe('TOKEN_SIGNATURE');
  });
});

/** Claims that jsonwebtoken itself refuses to sign: it does not check a payload given as text. */
function raw(change: object): string {
  const payload = JSON.stringify({ ...claimsAt(clock.now()), ...change });
  return jwt.sign(payload, defaultKey.secretkey);
}

describe('a key', () => {
  it('is refused in its own words once it has expired', async () => {
    const key = sandbox.webexMeetings.addKey();
    expect(await caller.session(400971234, { key })).toMatchObject({ status: 200 });
    sandbox.webexMeetings.expireKey(key.apikey);
    const answer = await caller.session(400971234, { key });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('API key expired');
  });

  it('by default expires half a year after the sandbox was started', async () => {
    expect(sandbox.webexMeetings.keys).toMatchObject([defaultKey]);
    clock.setTo('2026-09-04T05:05:59.000Z');
    expect(await verdictOn(signed({}))).toBe('accepted');
    clock.setTo('2026-09-04T05:06:00.000Z');
    expect(await verdictOn(signed({}))).toBe('APIKEY_EXPIRED');
  });

  it('does not say that it expired to somebody who cannot sign with it', async () => {
    sandbox.webexMeetings.expireKey(defaultKey.apikey);
    const token = jwt.sign(claimsAt(clock.now()), 'guessed');
    expect(await verdictOn(token)).toBe('TOKEN_SIGNATURE');
  });

  it('has a default whose secret looks real in length and alphabet only', () => {
    expect(defaultKey.secretkey).toMatch(/^[A-Z0-9]{350}$/);
    expect(defaultKey.secretkey).toContain('NOTASECRET');
  });

  it('with a secret beyond ASCII signs with its UTF-8 bytes', async () => {
    const key = sandbox.webexMeetings.addKey({ secretkey: 'schlüssel-鍵' });
    expect(await caller.session(400971234, { key })).toMatchObject({ status: 200 });
  });

  it('may ask 200 times in any minute, each key for itself', async () => {
    const other = sandbox.webexMeetings.addKey();
    for (let i = 0; i < 200; i += 1) {
      expect((await caller.session(400971234)).status).toBe(200);
      if (i === 0) clock.advance(20_500);
    }
    const refused = await caller.session(400971234);
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('40');
    expect(codeOf(refused.text)).toBe('RATE_LIMIT');
    expect((await caller.session(400971234, { key: other })).status).toBe(200);

    clock.advance(39_500);
    expect((await caller.session(400971234)).status).toBe(200);
    expect((await caller.session(400971234)).status).toBe(429);
  });

  it('may ask so often in a month, counted anew on the first of the next (UTC)', async () => {
    expect(sandbox.webexMeetings.limits).toEqual({ perMinute: 200, perMonth: 30_000 });
    sandbox.webexMeetings.limits.perMonth = 2;
    clock.setTo('2026-03-31T23:58:00.000Z');
    await caller.session(400971234);
    await caller.session(400971234);
    const refused = await caller.session(400971234);
    expect(refused).toMatchObject({ status: 429 });
    expect(refused.headers['retry-after']).toBe('120');
    clock.advance(120_000);
    expect((await caller.session(400971234)).status).toBe(200);
  });
});

it('refuses a body that is not announced as JSON', async () => {
  const answer = await caller.session(400971234, { contentType: 'text/plain' });
  expect(answer.status).toBe(401);
  expect(codeOf(answer.text)).toBe('CONTENT_TYPE');
});

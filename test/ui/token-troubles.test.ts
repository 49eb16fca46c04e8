import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { readToken } from '../../src/ui/views/tokens/token-reading.ts';
import {
  countdownWords,
  isHmac,
  timeWords,
  troublesOf,
} from '../../src/ui/views/tokens/token-troubles.ts';

const NOW = Date.parse('2026-03-04T05:06:07.000Z');
const seconds = NOW / SECOND;
const HEADER = '{"alg":"HS256"}';
const encode = (text: string) => Buffer.from(text).toString('base64url');
const SIGNATURE = encode('s'.repeat(32));

const tokenOf = (claims: string, header = HEADER, signature = SIGNATURE) =>
  `${encode(header)}.${encode(claims)}.${signature}`;

function said(token: string): string[] {
  const reading = readToken(token);
  return reading === null ? [] : troublesOf(reading, NOW).map(({ words }) => words);
}

const vector = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/rfc/${name}.json`, import.meta.url), 'utf8'));

describe('A token is read', () => {
  it('from RFC 7515, with the line breaks in its header and claims', () => {
    const reading = readToken(vector('7515-a1').compact);
    expect(reading?.header.members).toMatchObject([
      { name: 'typ', text: 'JWT' },
      { name: 'alg', text: 'HS256' },
    ]);
    expect(reading?.claims.members.map(({ name, text }) => `${name}=${text}`)).toEqual([
      'iss=joe',
      'exp=1300819380',
      'http://example.com/is_root=true',
    ]);
    expect(said(vector('7515-a1').compact)).toEqual(['It expired 179 months ago.']);
  });

  it('from RFC 7520, whose content is text and no JSON', () => {
    const reading = readToken(vector('7520-4-4').compact);
    expect(reading?.claims.text).toContain('It’s a dangerous business, Frodo');
    expect(said(vector('7520-4-4').compact)).toEqual(['The claims are not JSON.']);
  });

  it.each([
    'Bearer TOKEN',
    'Authorization: Bearer TOKEN',
    'JWTToken: TOKEN',
    '"TOKEN"',
    '  TOKEN\n',
    "-H 'x-webio-token: TOKEN'",
    '"token": "TOKEN",',
    '{"access_token": "TOKEN", "expires_in": 3600}',
    `curl 'https://h.example/a.b.c?x=1' -H 'Authorization: Bearer TOKEN' -d '{}'`,
    'https://h.example/join?jwt=TOKEN&role=1',
    'Authorization=Bearer%20TOKEN',
    `TOKEN\n${tokenOf('{"another":1}')}`,
    'My token is TOKEN, please look at it.',
    '\u200bTOKEN\u200b',
  ])('out of what stands around it: %j', (around) => {
    const token = tokenOf('{"a":1}');
    expect(readToken(around.replace('TOKEN', token))?.token).toBe(token);
  });

  it('although it was wrapped over lines, which is said', () => {
    const token = tokenOf('{"exp":99999999999}');
    const wrapped = `${token.slice(0, 20)}\r\n  ${token.slice(20)}`;
    expect(readToken(wrapped)?.token).toBe(token);
    expect(said(wrapped)).toEqual([expect.stringContaining('white space inside was left out')]);
  });

  it('with its padding, which is said, and is no name before it', () => {
    const padded = `${Buffer.from('{"alg":"HS256" }').toString('base64')}`;
    expect(padded).toMatch(/=$/);
    expect(readToken(`${padded}.${encode('{"a":1}')}.${SIGNATURE}`)?.parts).toBe(3);
    expect(said(`${padded}.${encode('{"exp":99999999999}')}.${SIGNATURE}`)).toEqual([
      expect.stringMatching('The header is not base64url'),
    ]);
  });

  it('with every digit of a long number, and what lies deeper', () => {
    const reading = readToken(tokenOf('{"n":121120347236861135,"o":{"p":[1.50,"x"],"q":null}}'));
    expect(reading?.claims.members.map(({ text }) => text)).toEqual([
      '121120347236861135',
      '{"p": [1.50, "x"], "q": null}',
    ]);
  });

  it('also where its names are those of every object', () => {
    const reading = readToken(tokenOf('{"__proto__":1,"constructor":2}'));
    expect(reading?.claims.members.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });

  it('as nothing where nothing stands', () => {
    expect(readToken(' \n ')).toBeNull();
  });
});

describe('Of a token it is said', () => {
  it.each([
    [{ exp: seconds - 180 }, ['It expired 3 min ago.']],
    [{ exp: seconds }, ['It expired 0 s ago.']],
    [{ exp: seconds + 1 }, []],
    [{ exp: seconds + 9, iat: seconds + 3 }, []],
    [
      { exp: seconds + 900, iat: seconds + 600 },
      ['“iat” is 10 min in the future: look at this computer’s clock.'],
    ],
    [{ exp: seconds + 900, nbf: seconds + 600 }, ['It is not valid for another 10 min (“nbf”).']],
    [{ exp: seconds + 9, iat: seconds + 4, nbf: 5 }, []],
    [{ iat: seconds }, ['It names no expiry (“exp”) of its own.']],
    [{}, ['It names no expiry (“exp”) of its own.']],
    [{ exp: 253_402_300_799 }, []],
    [{ exp: 'soon' }, [expect.stringMatching('“exp” is not a number')]],
    [{ exp: NOW + MINUTE }, [expect.stringMatching('“exp” is in milliseconds')]],
  ])('what its times say: %j', (claims, words) => {
    expect(said(tokenOf(JSON.stringify(claims)))).toEqual(words);
  });

  it.each(['1e400', '1e300', '-1e300'])('that no calendar has a time: %s', (time) => {
    expect(said(tokenOf(`{"exp":99999999999,"iat":${time}}`))).toEqual([
      '“iat” is no time that there is.',
    ]);
  });

  it('that it expires before it was issued', () => {
    const claims = { exp: seconds + 60, iat: seconds + 60 };
    expect(said(tokenOf(JSON.stringify(claims)))).toContain('It expires before it was issued.');
  });

  const GOOD = `{"exp":${seconds + 60}}`;
  it.each([
    ['{"alg":"none"}', '', /“none”: nobody signed it, and it is refused/],
    ['{"alg":"nOnE"}', SIGNATURE, /“none”: nobody signed it, and it is refused/],
    ['{}', SIGNATURE, /names no algorithm/],
    ['{"typ":"JWT"}', SIGNATURE, /names no algorithm/],
    ['{"alg":7}', SIGNATURE, /names no algorithm/],
    ['{"alg":"RS256"}', SIGNATURE, /private key/],
    ['{"alg":"toString"}', SIGNATURE, /no algorithm that is known/],
    [HEADER, '', /signature is missing/],
    [HEADER, encode('s'.repeat(31)), /31 bytes; HS256 makes 32: something is missing/],
    [HEADER, encode('s'.repeat(33)), /33 bytes; HS256 makes 32\./],
    [HEADER, '€', /signature is not base64url/],
    ['{"alg":"HS256","crit":["x"]}', SIGNATURE, /“crit”/],
  ])('what its header %s with the signature “%s” means', (header, signature, words) => {
    const all = said(tokenOf(GOOD, header, signature));
    expect(all).toEqual([expect.stringMatching(words)]);
  });

  it.each([
    ['one', /no dot/],
    ['one.two', /this has 2/],
    ['a.b.c.d', /this has 4/],
    ['a.b.c.d.e', /encrypted \(JWE\)/],
  ])('that %s is no token', (token, words) => {
    expect(said(token)).toEqual([expect.stringMatching(words)]);
  });

  it('that a part is base64, not base64url; damaged; not text; not JSON; not an object', () => {
    const padded = Buffer.from(`${GOOD}  `).toString('base64');
    expect(said(`${encode(HEADER)}.${padded}=.${SIGNATURE}`)).toEqual([
      expect.stringMatching('The claims are not base64url'),
    ]);
    const bytes = Buffer.from([0xff, 0xfe]).toString('base64url');
    expect(said(`${encode(HEADER)}.${bytes}.${SIGNATURE}`)).toEqual([
      'The claims are not text (UTF-8).',
    ]);
    const stray = encode('{"a":1}').replace(/.$/, 'R');
    expect(said(`${encode(HEADER)}.${stray}.${SIGNATURE}`)[0]).toMatch('bits that mean nothing');
    expect(said(tokenOf('{"a":'))).toEqual(['The claims are not JSON.']);
    expect(said(tokenOf('["a"]'))).toEqual(['The claims are JSON, but not an object.']);
    expect(said(tokenOf('{"exp":99999999999}', '7'))).toEqual([
      'The header is JSON, but not an object.',
    ]);
    expect(said(tokenOf('['.repeat(200)))).toEqual(['The claims are not JSON.']);
  });

  it('that a name stands twice with different values', () => {
    expect(said(tokenOf('{"exp":99999999999,"sub":"a","sub":"b"}'))).toEqual([
      expect.stringMatching('“sub” stands twice in the claims'),
    ]);
  });
});

it('Only a whole token by a shared secret is worth trying the keys on', () => {
  const asked = (token: string) => {
    const reading = readToken(token);
    return reading !== null && isHmac(reading);
  };
  expect(asked(tokenOf('{}'))).toBe(true);
  expect(asked(tokenOf('{}', '{"alg":"none"}'))).toBe(false);
  expect(asked(tokenOf('{}', '{"alg":"RS256"}'))).toBe(false);
  expect(asked(tokenOf('{}', HEADER, ''))).toBe(false);
  expect(asked('x.y')).toBe(false);
});

it('Times are told in words, also those that no calendar has', () => {
  expect(timeWords(NOW - 3 * MINUTE, NOW)).toMatch(/4 Mar 2026, .* · 3 min ago$/);
  expect(timeWords(NOW + 3 * MINUTE, NOW)).toMatch(/ · in 3 min$/);
  expect(timeWords(1e300, NOW)).toBe('No date that there is');
  expect([countdownWords(272_000), countdownWords(3_849_000), countdownWords(-1)]).toEqual([
    '4:32',
    '1:04:09',
    '0:00',
  ]);
});

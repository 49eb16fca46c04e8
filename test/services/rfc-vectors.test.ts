import { readFileSync } from 'node:fs';
import { compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../src/domain/bytes.ts';
import { unseal } from '../../src/services/seal.ts';
import { sign, signer, verify } from '../../src/services/tokens.ts';

/** A published example, with where it stands and what licence it has. */
interface Vector {
  title: string;
  source: string;
  licence: string;
  compact: string;
  key: string;
  header: Record<string, unknown>;
  payload: string;
  [name: string]: unknown;
}

function vector(name: string): Vector {
  const url = new URL(`../fixtures/rfc/${name}.json`, import.meta.url);
  const read: Vector = JSON.parse(readFileSync(url, 'utf8'));
  expect(read.source).toMatch(/^https:/);
  expect(read.licence).not.toBe('');
  return read;
}

const said = async (token: string, key: Uint8Array<ArrayBuffer>) => {
  const verified = await verify(token, key);
  return verified && { header: verified.header, payload: fromUtf8(verified.payload) };
};

describe('The tokens that Latchkey signs and verifies are those of the standard', () => {
  it('RFC 7520, 4.4: signed byte for byte, and verified', async () => {
    const { key, header, payload, compact } = vector('7520-4-4');
    expect(await sign(fromBase64url(key), header, payload)).toBe(compact);
    expect(await said(compact, fromBase64url(key))).toEqual({
      header: { alg: 'HS256', ...header },
      payload,
    });
  });

  it('RFC 7515, A.1: verified with the line breaks in its header, and signed anew without', async () => {
    const { key, header, payload, compact } = vector('7515-a1');
    expect(await said(compact, fromBase64url(key))).toEqual({ header, payload });
    const own = await sign(fromBase64url(key), { typ: 'JWT' }, payload);
    expect(own.split('.')[1]).toBe(compact.split('.')[1]);
    expect(await said(own, fromBase64url(key))).toEqual({ header, payload });
  });

  it('jwt.io: claims signed with a secret that is text, by the signer of every key', async () => {
    const read = vector('jwt-io');
    const key = utf8(String(read['secret']));
    const claims = { ...(read['claims'] as Record<string, unknown>) };
    expect(await signer.hs256(key, claims)).toBe(read.compact);
    expect(await said(read.compact, key)).toMatchObject({ payload: JSON.stringify(claims) });
  });
});

describe('A token counts as signed by a key only', () => {
  const { key, compact } = vector('7515-a1');
  const [head = '', body = '', signature = ''] = compact.split('.');
  const secret = fromBase64url(key);
  const headed = (header: object) => `${toBase64url(utf8(JSON.stringify(header)))}.${body}`;

  it('with that very key', async () => {
    const other = secret.slice();
    other[0] = (other[0] ?? 0) ^ 1;
    expect(await verify(compact, other)).toBeNull();
    expect(await verify(compact, new Uint8Array())).toBeNull();
  });

  it('with HS256: not with “none” (RFC 7515, A.5), not under another name', async () => {
    expect(await verify(vector('7515-a5').compact, secret)).toBeNull();
    for (const alg of ['none', 'None', 'hs256', 'HS384', 'HS512', 'RS256', 'ES256', '']) {
      expect(await verify(`${headed({ alg })}.${signature}`, secret), alg).toBeNull();
      expect(await verify(`${headed({ alg })}.`, secret), alg).toBeNull();
    }
  });

  it('without demands that Latchkey does not know', async () => {
    const token = await sign(secret, { crit: ['exp'], exp: 1 }, '{}').catch(() => null);
    expect(token).toBeNull();
    expect(
      await verify(`${headed({ alg: 'HS256', crit: ['x'], x: 1 })}.${signature}`, secret),
    ).toBeNull();
  });

  it.each([
    '',
    '.',
    '..',
    '...',
    head,
    `${head}.${body}`,
    `${head}.${body}.`,
    `${head}..${signature}`,
    `${head}.${body}.${signature}.`,
    `${head}.${body}.${signature.slice(0, -1)}`,
    `${head}.${body}x.${signature}`,
    `x${head}.${body}.${signature}`,
    'not a token',
  ])('when it is whole: not %j', async (token) => {
    expect(await verify(token, secret)).toBeNull();
  });
});

describe('A seal of the standard that is not Latchkey’s own', () => {
  it('(RFC 7520, 5.6: 128 bits) opens for its key, and never as something of the vault', async () => {
    const { key, compact, ...rest } = vector('7520-5-6');
    const bytes = fromBase64url(key);
    const { plaintext } = await compactDecrypt(compact, bytes);
    expect(fromUtf8(plaintext)).toBe(rest['plaintext']);
    expect(await unseal(bytes, {}, compact)).toBeUndefined();
  });
});

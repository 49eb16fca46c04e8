import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex, toBase64url } from '../../src/domain/bytes.ts';
import { Failure } from '../../src/domain/failure.ts';
import {
  fingerprintOf,
  LONGEST_TEXT,
  readPackage,
  readRequest,
  requestIdOf,
  writePackage,
  writeRequest,
} from '../../src/domain/hand-over-text.ts';

const CASES = 10_000;
const publicKey = 'BCx4rWqRkXP3Sf5_5-fUclwDGBSjjYQD7enudLWFciI';
const endsAtMs = Date.parse('2026-03-05T05:06:07.000Z');
const jwe = 'eyJhbGciOiJFQ0RILUVTK0EyNTZLVyJ9.AAAA.BBBB.CCCC.DDDD';

/** Anything that somebody may paste: noise, and true texts with a wound. */
function pasted(whole: string) {
  const spliced = fc
    .tuple(fc.nat(whole.length), fc.nat(12), fc.string({ unit: 'binary', maxLength: 12 }))
    .map(([at, gone, put]) => whole.slice(0, at) + put + whole.slice(at + gone));
  const prefixed = fc
    .tuple(fc.constantFrom('latchkey-request:', 'latchkey-key:', 'Latchkey-'), fc.string())
    .map((parts) => parts.join(''));
  const dotted = fc.array(fc.base64String({ maxLength: 50 }), { maxLength: 8 });
  const layered = dotted.map((parts) => `latchkey-request:1.${parts.join('.')}`);
  return fc.oneof(spliced, prefixed, layered, fc.string({ unit: 'binary', maxLength: 300 }));
}

/** Reads it: whole, or refused by the one failure that has words for it. */
async function readOrRefuse<T>(read: (text: string) => Promise<T>, text: string) {
  try {
    return await read(text);
  } catch (error) {
    if (error instanceof Failure && error.code === 'hand-over-text') return null;
    throw error;
  }
}

describe('A request', () => {
  it('is read as it was written', async () => {
    const text = await writeRequest({ publicKey, endsAtMs });
    expect(text).toMatch(/^latchkey-request:1\.[\w-]{43}\.\d{10}\.[\w-]{8}$/);
    expect(await readRequest(text)).toEqual({ publicKey, endsAtMs });
    expect(await readRequest(text.replace('latchkey', 'Latchkey'))).toEqual({
      publicKey,
      endsAtMs,
    });
  });

  it('is refused in words, whatever is pasted; what is read is what was written', async () => {
    const whole = await writeRequest({ publicKey, endsAtMs });
    const isWhole = fc.asyncProperty(pasted(whole), async (text) => {
      const request = await readOrRefuse(readRequest, text);
      if (request !== null) expect(request).toEqual({ publicKey, endsAtMs });
    });
    await fc.assert(isWhole, { numRuns: CASES });
  });

  it('whose check is right and whose rest is noise is refused in words', async () => {
    const noise = fc.oneof(fc.base64String({ minLength: 40, maxLength: 48 }), fc.string());
    const isRefused = fc.asyncProperty(noise, fc.nat(), async (odd, ends) => {
      const text = await writeRequest({ publicKey: odd, endsAtMs: ends });
      const request = await readOrRefuse(readRequest, text);
      if (request !== null) expect(request.publicKey).toBe(odd);
    });
    await fc.assert(isRefused, { numRuns: CASES / 10 });
  });

  it('of a later version is told from a broken one', async () => {
    const text = `latchkey-request:2.${publicKey}.1.x`;
    const check = toBase64url(Buffer.from((await sha256Hex(text)).slice(0, 12), 'hex'));
    await expect(readRequest(`${text}.${check}`)).rejects.toMatchObject({
      facts: { problem: 'newer' },
    });
  });

  it('does not take a public key of another length or spelling', async () => {
    for (const odd of [publicKey.slice(1), `${publicKey}A`, `${publicKey.slice(0, -1)}J`, '']) {
      const text = await writeRequest({ publicKey: odd, endsAtMs });
      await expect(readRequest(text)).rejects.toMatchObject({ facts: { problem: 'cut-off' } });
    }
  });
});

describe('A package', () => {
  it('is read as it was written', async () => {
    expect(await readPackage(await writePackage(jwe))).toBe(jwe);
  });

  it('is refused in words, whatever is pasted; what is read is what was written', async () => {
    const whole = await writePackage(jwe);
    const isWhole = fc.asyncProperty(pasted(whole), async (text) => {
      const read = await readOrRefuse(readPackage, text);
      if (read !== null) expect(read).toBe(jwe);
    });
    await fc.assert(isWhole, { numRuns: CASES });
  });

  it('that is too long is not looked at', async () => {
    const long = await writePackage('a'.repeat(LONGEST_TEXT));
    await expect(readPackage(long)).rejects.toMatchObject({ facts: { problem: 'too-long' } });
  });
});

describe('A fingerprint', () => {
  it('is five groups of four digits that belong to one public key', async () => {
    // Never to change: two versions of Latchkey must show the same.
    expect(await fingerprintOf(publicKey)).toBe('9050 8135 1060 5910 4337');
    expect(await fingerprintOf(publicKey.replace('B', 'C'))).not.toBe(
      await fingerprintOf(publicKey),
    );
    expect(await requestIdOf(publicKey)).toMatch(/^[\da-f]{32}$/);
  });
});

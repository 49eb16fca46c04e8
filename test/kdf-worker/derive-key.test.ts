import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/domain/bytes.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../src/domain/kdf-cost.ts';
import { carryOut, deriveKey } from '../../src/kdf-worker/derive-key.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const order = (change: object = {}) => ({
  password: utf8('correct horse battery'),
  salt: new Uint8Array(16),
  ...KDF_FLOOR,
  ...change,
});

describe('A key that is made of a passphrase', () => {
  // Source: the tests of Argon2's reference implementation, version 0x13.
  it.each([
    [256, 2, 1, '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
    [256, 2, 2, '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
  ])('is what Argon2id makes of it, with %i KiB, %i passes, %i lanes', (m, t, p, key) => {
    const made = deriveKey({ password: utf8('password'), salt: utf8('somesalt'), m, t, p });
    expect(hex(made)).toBe(key);
  });

  it('comes with the time that it took', () => {
    expect(carryOut(order())).toEqual({
      key: deriveKey(order()),
      tookMs: expect.closeTo(2_500, -4),
    });
  });

  it('leaves nothing of the passphrase’s bytes', () => {
    const asked = order();
    carryOut(asked);
    expect(asked.password).toEqual(new Uint8Array(21));
  });

  it('is not made when the browser does not give the memory, and that is said', () => {
    const without = () => {
      throw new RangeError('Array buffer allocation failed');
    };
    expect(carryOut(order(), without)).toEqual({ problem: 'memory' });
  });
});

describe('No key is made', () => {
  it.each<[string, unknown]>([
    ['of nothing', null],
    ['of a passphrase as text', order({ password: 'correct horse battery' })],
    ['without a salt', order({ salt: undefined })],
    ['with a short salt', order({ salt: new Uint8Array(15) })],
    ['with too little memory', order({ m: KDF_FLOOR.m - 1 })],
    ['with too much memory', order({ m: KDF_CEILING.m + 1 })],
    ['with one pass', order({ t: 1 })],
    ['with too many passes', order({ t: KDF_CEILING.t + 1 })],
    ['with too many lanes', order({ p: KDF_CEILING.p + 1 })],
    ['with a part of a pass', order({ t: 2.5 })],
    ['with something besides', order({ dkLen: 4 })],
  ])('%s', (_name, asked) => {
    const never = () => {
      throw new Error('It was tried.');
    };
    expect(carryOut(asked, never)).toEqual({ problem: 'stopped' });
  });
});

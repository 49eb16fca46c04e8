import { describe, expect, it } from 'vitest';
import { JsonNumber, parseLossless } from '../../src/domain/lossless-json.ts';

describe('JSON without loss', () => {
  it('keeps every digit of a number', () => {
    expect(parseLossless('{"confID":121120347236861135}')).toEqual({
      confID: new JsonNumber('121120347236861135'),
    });
  });

  it('takes “__proto__” for a name like any other', () => {
    const value = parseLossless('{"__proto__":{"polluted":true}}');
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each(['{"a":', '{"a":1,}', '<html>', 'undefined', '{"a":1}{'])('refuses %s', (text) => {
    expect(() => parseLossless(text)).toThrow(SyntaxError);
  });

  it('refuses what is nested too deep to be read', () => {
    expect(() => parseLossless('['.repeat(100_000))).toThrow(RangeError);
    expect(() => parseLossless(`${'['.repeat(101)}${']'.repeat(101)}`)).toThrow(RangeError);
  });

  it('counts no bracket that stands in a text', () => {
    const text = '\\"[{'.repeat(500);
    expect(parseLossless(JSON.stringify([text]))).toEqual([text]);
    expect(parseLossless(`${'['.repeat(100)}${']'.repeat(100)}`)).toHaveLength(1);
  });

  it('takes no object for a number, whatever it says of itself', () => {
    expect(parseLossless('{"isLosslessNumber":true}')).toEqual({ isLosslessNumber: true });
  });
});

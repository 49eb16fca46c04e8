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
  });
});

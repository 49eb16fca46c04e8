import { describe, expect, it } from 'vitest';
import { Failure, toWire } from '../../src/domain/failure.ts';
import { fromWire } from '../../src/domain/failure-facts.ts';

describe('A failure on the road', () => {
  it('arrives as it left', () => {
    const sent = new Failure('timed-out', { host: 'a.example', seconds: 20 });
    const arrived = fromWire(JSON.parse(JSON.stringify(toWire(sent))));
    expect(arrived).toMatchObject({ code: 'timed-out', facts: { host: 'a.example', seconds: 20 } });
  });

  it('that nobody threw on purpose leaves without its text', () => {
    expect(JSON.stringify(toWire(new Error('secret inside')))).toBe(
      '{"code":"unexpected","facts":{}}',
    );
  });

  it.each([
    [{ code: 'no-such-code', facts: {} }],
    [{ code: '__proto__', facts: {} }],
    [{ code: 'timed-out', facts: { host: 7 } }],
    [null],
    ['text'],
  ])('that this build does not know is “unexpected”: %j', (wire) => {
    expect(fromWire(wire).code).toBe('unexpected');
  });
});

import { describe, expect, it } from 'vitest';
import { createEstimator, judge } from '../../src/ui/strength.ts';

const estimator = createEstimator();
const levelOf = (passphrase: string) => judge(estimator, passphrase).level;

describe('The strength of a passphrase', () => {
  it.each([
    ['password1234', 0],
    ['111111111111', 0],
    ['latchkey1234', 0],
    ['qwertyuiop12', 0],
    ['Passw0rd!Passw0rd!', 0],
    ['Summer2024!!', 1],
    ['iloveyou forever', 1],
    ['correct horse battery', 3],
    ['steamy-catalyst-plop-emcee', 4],
    ['tin whistle under the bridge', 4],
  ])('of “%s” is level %i', (passphrase, level) => {
    expect(levelOf(passphrase)).toBe(level);
  });

  it('names what makes it weak', () => {
    expect(judge(estimator, 'aaaaaaaaaaaaaaaa').weakness).toBe('simpleRepeat');
    expect(judge(estimator, 'password1234').weakness).toBe('similarToCommon');
    expect(judge(estimator, 'steamy-catalyst-plop-emcee').weakness).toBeNull();
  });

  it('is counted quickly, however long the text is', () => {
    const began = performance.now();
    judge(estimator, 'x7'.repeat(2_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('leaves nothing of it behind in the estimator', () => {
    const passphrase = 'Zwiebelturm 1987-11-12 qwertz zzzzzz abcdefg';
    expect(textsIn(estimator)).toContain('userInputs');
    estimator.check(passphrase);
    expect(textsIn(estimator)).toContain(passphrase);
    expect(RegExp.input).not.toBe('');
    judge(estimator, passphrase);
    expect(RegExp.input).toBe('');
    expect(textsIn(estimator).filter((text) => text.includes('wiebelturm'))).toEqual([]);
  });
});

/** Every text that can be reached from there, names of properties included. */
function textsIn(start: object): string[] {
  const texts = new Set<string>();
  const seen = new Set<object>();
  const next: unknown[] = [start];
  while (next.length > 0) {
    const value = next.pop();
    if (typeof value === 'string') texts.add(value);
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    // The ranks of the words in the lists are no more than that.
    const entries = Object.entries(value);
    if (entries.length > 1_000) continue;
    for (const [name, child] of entries) next.push(name, child);
  }
  return [...texts];
}

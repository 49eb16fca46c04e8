import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDeeperThan } from '../../src/domain/json-depth.ts';

it.each([
  ['[[1]]', 2],
  ['{"a":{"b":[]}}', 3],
  ['"[[[["', 0],
  ['{"[":"]{\\"[["}', 1],
  ['["\\\\",["\\"[["]]', 2],
  ['[],[],[]', 1],
  ['7', 0],
])('%s is %i deep', (text, depth) => {
  expect(isDeeperThan(depth, text)).toBe(false);
  expect(isDeeperThan(depth - 1, text)).toBe(true);
});

it('The depth of any JSON is that of its tree', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const depth = depthOf(value);
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 1)]) {
        expect(isDeeperThan(depth, text)).toBe(false);
        expect(isDeeperThan(depth - 1, text)).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

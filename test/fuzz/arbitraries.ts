import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { Failure, type FailureCode } from '../../src/domain/failure.ts';
import { failureFacts } from '../../src/domain/failure-facts.ts';

// Seconds on a machine of its own, more on a busy one.
vi.setConfig({ testTimeout: 180_000 });

/** How many cases each parser is given. */
export const CASES = 10_000;

/** What no single case may keep the processor at work for; a busy machine is nobody's fault. */
const LONGEST_MS = 1_000;

/** Names that have hurt parsers elsewhere. */
export const EVIL_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  'then',
  'length',
  'isLosslessNumber',
  '',
  '0',
];

const EVIL_TEXTS = [
  '\u0000',
  '\ud800',
  '\u202e',
  '\u2028',
  '\ufeff',
  '%00',
  '1e400',
  '-0',
  'NaN',
  'null',
  '\'"><',
  '9'.repeat(400),
  ' '.repeat(400),
];

/** Any text, the evil ones among them. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(...EVIL_TEXTS),
  fc.constantFrom(...EVIL_NAMES),
);

const leaf = fc.oneof(
  anyText,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(0, -1, 2 ** 53, 8.64e15 + 1, 1e300),
);

/** JSON text of any value, in which evil names are names like others. */
export const anyJson: fc.Arbitrary<string> = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      objectOf(tie('value')),
    ),
  }))
  .value.map((value) => JSON.stringify(value));

function objectOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const name = fc.oneof(fc.constantFrom(...EVIL_NAMES), fc.string({ maxLength: 8 }));
  return fc.array(fc.tuple(name, value), { maxLength: 4 }).map(fromPairs);
}

/** An object in which `__proto__` is a name of its own, as JSON.parse makes them. */
function fromPairs(pairs: [string, unknown][]): object {
  const made = {};
  for (const [name, value] of pairs) {
    Object.defineProperty(made, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return made;
}

/** A text with parts cut out, doubled, or overwritten. */
export function damaged(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: text.length });
  const cut = fc.record({
    at: place,
    length: fc.nat({ max: 40 }),
    put: anyText,
    keep: fc.boolean(),
  });
  return fc.array(cut, { minLength: 1, maxLength: 3 }).map((cuts) =>
    cuts.reduce((rest, { at, length, put, keep }) => {
      const piece = rest.slice(at, at + length);
      return rest.slice(0, at) + (keep ? piece + piece : put) + rest.slice(at + length);
    }, text),
  );
}

/** JSON text like this one, with values at any place replaced, renamed or taken away. */
export function altered(json: string): fc.Arbitrary<string> {
  const places = placesIn(JSON.parse(json)).length;
  const change = fc.record({
    place: fc.nat({ max: Math.max(places - 1, 0) }),
    put: anyJson,
    how: fc.constantFrom('put', 'remove', 'rename'),
    name: fc.constantFrom(...EVIL_NAMES),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    let value: unknown = JSON.parse(json);
    for (const { place, put, how, name } of changes) {
      const all = placesIn(value);
      const found = all[place % Math.max(all.length, 1)];
      if (found === undefined) value = JSON.parse(put);
      else alter(found, how, { put: JSON.parse(put), name });
    }
    return JSON.stringify(value);
  });
}

interface Place {
  parent: object;
  name: string;
}

function alter({ parent, name }: Place, how: string, by: { put: unknown; name: string }): void {
  const define = (as: string, value: unknown) =>
    Object.defineProperty(parent, as, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  if (how === 'put') define(name, by.put);
  else if (how === 'rename' && !Array.isArray(parent)) define(by.name, Reflect.get(parent, name));
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [
    { parent: value, name },
    ...placesIn(child),
  ]);
}

const PRISTINE = JSON.stringify([
  Object.getOwnPropertyNames(Object.prototype),
  Object.getOwnPropertyNames(Array.prototype),
  Object.getOwnPropertyNames(Function.prototype),
]);

/**
 * Runs a parser on one input: it may give something or fail with a Failure whose facts fit its
 * code; it may not crash, hang, or change what every object inherits. `null` where it failed.
 */
export async function tamely<T>(parse: () => T | Promise<T>): Promise<T | null> {
  const before = process.cpuUsage();
  try {
    return await parse();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expectFits(error);
    return null;
  } finally {
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(LONGEST_MS);
    expectUnpolluted();
  }
}

/** A failure that the program did not foresee, or whose facts do not survive the road, is a fault. */
function expectFits({ code, facts }: Failure): void {
  expectKnown(code);
  // Every schema of facts takes what the failure has, after it went over the wire.
  const told: unknown = JSON.parse(JSON.stringify(facts));
  const outcome = failureFacts[code]['~standard'].validate(told);
  expect(outcome, code).not.toHaveProperty('issues');
}

export function expectKnown(code: unknown): asserts code is FailureCode {
  expect(Object.keys(failureFacts)).toContain(code);
  expect(code).not.toBe('unexpected');
}

export function expectUnpolluted(): void {
  const now = JSON.stringify([
    Object.getOwnPropertyNames(Object.prototype),
    Object.getOwnPropertyNames(Array.prototype),
    Object.getOwnPropertyNames(Function.prototype),
  ]);
  if (now !== PRISTINE) expect(now).toBe(PRISTINE);
}

/** Runs a property for every case. */
export async function forAll<T>(
  cases: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
  runs = CASES,
): Promise<void> {
  await fc.assert(fc.asyncProperty(cases, check), { numRuns: runs });
}

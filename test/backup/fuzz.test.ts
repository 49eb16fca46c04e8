import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { providers } from '../../src/providers/index.ts';
import { readContent } from '../../src/services/backup-content.ts';
import { assertOpenable } from '../../src/services/backup-seal.ts';
import { cpuMs } from '../cpu-time.ts';

const LONGEST_MS = 1_000;
const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const clean = PROTOTYPES.map((each) => Object.getOwnPropertyNames(each).join());

afterEach(() => {
  expect(PROTOTYPES.map((each) => Object.getOwnPropertyNames(each).join())).toEqual(clean);
});

/** Does it: it may refuse in words, and nothing else; it must not take long. */
function tryOut<T>(task: () => T): T | null {
  const before = cpuMs();
  try {
    return task();
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return null;
  } finally {
    expect(cpuMs() - before).toBeLessThan(LONGEST_MS);
  }
}

const ID = '99999999-2222-4333-8444-555555555555';
const NASTY = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length'];
const nastyName = fc.oneof(fc.constantFrom(...NASTY), fc.string());
/** Any JSON, with the names that hurt. */
const nasty = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, '', 0, -1, 1e300, '\uD800', '__proto__', ID),
    fc.double(),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(nastyName, tie('value')), { maxLength: 4 }).map(own),
  ),
})).value;

/** An object that has these names itself, `__proto__` too, as JSON.parse makes it. */
function own(entries: readonly (readonly [string, unknown])[]): object {
  const json = entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return JSON.parse(`{${json.join()}}`);
}

/** Mostly the first, now and then the other: what is wrong everywhere is only ever refused at once. */
const mostly = (good: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 40, arbitrary: good }, odd);
/** A record of these fields, of which one or two may be anything. */
const change = (parts: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(
    Object.fromEntries(Object.entries(parts).map(([name, good]) => [name, mostly(good, nasty)])),
  );
const id = mostly(fc.constant(ID), fc.constantFrom(...NASTY, 'backup-log', `renewal-${ID}`));
const instant = mostly(fc.integer(), fc.constantFrom(null, 1e300));
const fields = mostly(
  fc.constant({ apiKey: 'a', baseUrl: 'https://meetings-api.webex.com' }),
  fc.array(fc.tuple(nastyName, fc.string())).map(own),
);
const previous = fc.array(change({ id, fields, expiresAtMs: instant, replacedAtMs: instant }), {
  maxLength: 3,
});
const credential = change({
  id,
  version: fc.integer(),
  provider: mostly(fc.constant('webex-meetings'), fc.constantFrom(...NASTY)),
  label: fc.string(),
  description: fc.string(),
  expiresAtMs: instant,
  disabled: fc.boolean(),
  fields,
  previous,
  createdAtMs: instant,
});
const journal = change({
  credentialId: id,
  phase: fc.constantFrom('answered', 'unknown'),
  startedAtMs: fc.constantFrom(5, null),
  rawReply: fc.constant({ status: 200, text: '{}', host: 'h' }),
  newKey: fc.constant(null),
});
const record = fc.oneof(
  change({ kind: fc.constant('credential'), id, value: credential }),
  change({ kind: fc.constantFrom('renewal', 'renewal-answer', ...NASTY), id, value: journal }),
  nasty,
);
const backup = change({
  what: fc.constant('latchkey-backup'),
  format: fc.constantFrom(1, 2),
  madeAtMs: fc.integer(),
  records: fc.array(record, { maxLength: 5 }),
});

describe('What is under the seal', () => {
  it('may be anything: it is read or refused in words, in 10,000 cases', () => {
    let read = 0;
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(backup, nasty), (value) => {
        const content = tryOut(() => readContent(JSON.stringify(value), providers));
        if (content === null) return;
        read += 1;
        taken += content.keys.size;
        for (const [name, key] of content.keys) {
          expect(name).toBe(ID);
          expect(Object.getPrototypeOf(key)).toBe(Object.prototype);
          expect(Object.getPrototypeOf(key.fields)).toBe(Object.prototype);
        }
        const { keys, answers, leftOut } = content;
        for (const { name } of leftOut) expect(name.length).toBeLessThanOrEqual(80);
        expect(keys.size + answers.length).toBeLessThanOrEqual(2 + NASTY.length);
      }),
      { numRuns: 10_000 },
    );
    // The cases are worth something: many of them are backups, and some have keys that are taken.
    expect(read).toBeGreaterThan(1_000);
    expect(taken).toBeGreaterThan(100);
  });

  it('may be any text, in 5,000 cases', () => {
    const json = fc.json();
    const cut = fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), json, cut), (text) => {
        tryOut(() => readContent(text, providers));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['[', '{"a":', '[{"a":['])(
    '10,000 and a million levels of %s deep is refused',
    (open) => {
      for (const levels of [10_000, 1_000_000]) {
        expect(tryOut(() => readContent(open.repeat(levels), providers))).toBeNull();
      }
    },
  );
});

describe('What is outside the seal', () => {
  const header = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 600_000, p2s: 'A'.repeat(22) };
  const encoded = (value: unknown) =>
    Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
  const part = fc.oneof(
    fc
      .base64String()
      .map((text) => text.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')),
    fc.string({ unit: 'binary' }),
    fc.constant(''),
  );
  const first = fc.oneof(
    fc.constant(encoded(header)),
    change({
      alg: fc.constant(header.alg),
      enc: fc.constant(header.enc),
      p2c: fc.oneof(fc.integer(), fc.constant(600_000)),
      p2s: fc.constant(header.p2s),
    }).map(encoded),
    nasty.map(encoded),
    part,
  );

  const good = fc.tuple(...[54, 16, 1_000, 22].map((length) => fc.constant('A'.repeat(length))));
  const parts = fc.oneof(fc.array(part, { maxLength: 5 }), good);

  it('may be anything: it is let through or refused in words, in 10,000 cases', () => {
    let through = 0;
    fc.assert(
      fc.property(first, parts, (head, rest) => {
        const text = [head, ...rest].join('.');
        if (tryOut(() => assertOpenable(text) ?? 'through') !== null) through += 1;
      }),
      { numRuns: 10_000 },
    );
    expect(through).toBeGreaterThan(10);
  });

  it('may be any text, in 5,000 cases', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), (text) => {
        tryOut(() => assertOpenable(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('may be a header 10,000 levels deep', () => {
    const deep = Buffer.from('['.repeat(10_000)).toString('base64url');
    expect(tryOut(() => assertOpenable(`${deep}.AA.AA.AA.AA`) ?? 'through')).toBeNull();
  });
});

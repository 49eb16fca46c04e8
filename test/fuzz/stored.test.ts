import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/domain/bytes.ts';
import { createShelf, type Entry, stored } from '../../src/services/stored.ts';
import { startProgram, withCode, withPassphrase } from '../fakes/program.ts';
import { createFakeStorage } from '../fakes/storage.ts';
import { createFakeWorld, type FakeWorld } from '../fakes/world.ts';
import {
  altered,
  anyJson,
  anyText,
  CASES,
  damaged,
  expectKnown,
  forAll,
  tamely,
} from './arbitraries.ts';

interface Envelope {
  sha256: string;
  text: string;
}

const fixture: { passphrase: string; local: Record<string, Envelope> } = JSON.parse(
  readFileSync(new URL('../fixtures/vaults/format-1.json', import.meta.url), 'utf8'),
);

/** Everything that can be read by its name, as it may lie in storage. */
const ENTRIES: readonly Entry<v.GenericSchema>[] = [
  stored.head(0),
  stored.record('id', 1),
  stored.lockSettings,
  stored.unlockBackOff,
  stored.unlocked,
];
const place = fc.nat({ max: ENTRIES.length - 1 });
const entryAt = (at: number) => ENTRIES[at] ?? stored.head(0);

const REAL_TEXTS = [
  ...Object.values(fixture.local).map(({ text }) => text),
  '{"minutes":15}',
  '{"failures":4,"retryAtMs":1800000000000}',
  '{"vaultId":"a","key":"AAAA","deadlineMs":1,"seenMs":1}',
];

/** Text as it lies in an envelope: real, altered, damaged, or anything. */
const kept = fc.oneof(
  anyText,
  anyJson,
  fc.constantFrom(...REAL_TEXTS).chain((text) => fc.oneof(altered(text), damaged(text))),
);

describe('Whatever lies in storage', () => {
  it('without the right sum is damaged, whatever it is', async () => {
    await forAll(fc.tuple(place, anyJson), async ([at, json]) => {
      const entry = entryAt(at);
      const area = createFakeStorage();
      area.content.set(entry.name, json);
      expect(await tamely(() => createShelf(area).read(entry))).toBeNull();
    });
  });

  it('with the right sum is what its schema says, or damaged', async () => {
    await forAll(fc.tuple(place, kept), async ([at, text]) => {
      const entry = entryAt(at);
      const area = createFakeStorage();
      const envelope = { text, sha256: await sha256Hex(text) };
      area.content.set(entry.name, JSON.stringify(envelope));
      await tamely(() => createShelf(area).read(entry));
    });
  });
});

/** What lies in memory while the fixture's vault is open. */
let session: Map<string, string>;

beforeAll(async () => {
  const world = worldWith(fixture.local);
  const program = startProgram(world);
  await program.ask('vault.unlock', withPassphrase(fixture.passphrase));
  session = new Map(world.session.content);
  expect((await program.ask('program.state', {})).credentials.length).toBeGreaterThan(1);
});

function worldWith(local: Record<string, unknown>): FakeWorld {
  const world = createFakeWorld();
  for (const [name, value] of Object.entries(local)) {
    world.local.content.set(name, JSON.stringify(value));
  }
  return world;
}

/** The fixture's vault with one or two of its values spoilt, their sums made right again. */
const spoilt = fc
  .array(
    fc.tuple(
      fc.constantFrom(...Object.keys(fixture.local), 'lock-settings'),
      fc.integer({ min: 0, max: 2 }),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .chain((choices) =>
    fc.tuple(
      ...choices.map(([name, how]) => {
        const text = fixture.local[name]?.text ?? '{"minutes":15}';
        const value = [altered(text), damaged(text), kept][how] ?? kept;
        return value.map((put) => [name, put] as const);
      }),
    ),
  );

describe('A vault of which anything was changed by somebody who makes the sums right', () => {
  it('opens, or says what is wrong with it, and is never taken for no vault', async () => {
    await forAll(
      spoilt,
      async (changes) => {
        const world = worldWith(fixture.local);
        for (const [name, content] of session) world.session.content.set(name, content);
        for (const [name, text] of changes) {
          const envelope = { text, sha256: await sha256Hex(text) };
          world.local.content.set(name, JSON.stringify(envelope));
        }
        const program = startProgram(world);
        const state = await tamely(() => program.ask('program.state', {}));
        if (state !== null) expect(state.vault).not.toBe('missing');
        if (changes.some(([name]) => name.startsWith('head'))) await expectTamelyRefused(program);
      },
      CASES / 4,
    );
  });
});

/** A wish to unlock with a code that fits no slot: slots are read, no passphrase is tried. */
async function expectTamelyRefused(program: ReturnType<typeof startProgram>): Promise<void> {
  const code = '0'.repeat(52);
  const refused = await program.ask('vault.unlock', withCode(code)).then(
    () => null,
    (error: unknown) => error,
  );
  expectKnown(Reflect.get(Object(refused), 'code'));
}

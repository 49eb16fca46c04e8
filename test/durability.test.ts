import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../src/domain/time.ts';
import { createShelf } from '../src/services/stored.ts';
import { chainIn } from './fakes/activity.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withCode,
  withPassphrase,
} from './fakes/program.ts';
import type { FakeStorage } from './fakes/storage.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

const BASE_URL = 'http://127.0.0.1:1';

let world: FakeWorld;
let program: Program;

const state = () => program.ask('program.state', {});
const labels = async () => (await state()).credentials.map(({ label }) => label);
const unlock = () => program.ask('vault.unlock', withPassphrase());

function start(): void {
  world = createFakeWorld();
  program = startProgram(world);
}

async function withTwoKeys(): Promise<void> {
  start();
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  for (const label of ['First', 'Second']) {
    await program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label });
  }
}

function spoil(area: FakeStorage, name: string): void {
  const text = area.content.get(name) ?? '';
  expect(text).not.toBe('');
  area.content.set(name, text.replace(/[A-Za-z](?=[^A-Za-z]*$)/, '~'));
}

const records = (area: FakeStorage) =>
  [...area.content.keys()].filter((name) => name.startsWith('record.'));

describe('The second copy', () => {
  beforeEach(withTwoKeys);

  it('is the same as the first after every change', async () => {
    const vaultOf = (area: FakeStorage) =>
      Object.fromEntries([...area.content].filter(([name]) => /^(head|record)\./.test(name)));
    expect(vaultOf(world.second)).toEqual(vaultOf(world.local));
    await program.ask('credentials.delete', { id: (await state()).credentials[0]?.id ?? '' });
    expect(vaultOf(world.second)).toEqual(vaultOf(world.local));
  });

  it('catches up after it could not be written', async () => {
    world.second.failNext('write', 3);
    await program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label: 'Third' });
    world.second.failNext('write', 0);
    await program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label: 'Fourth' });
    expect(records(world.second)).toEqual(expect.arrayContaining(records(world.local)));
    expect(await labels()).toEqual(['First', 'Fourth', 'Second', 'Third']);
  });

  it.each(['head.0', 'head.1'])('mends a damaged %s when asked to', async (name) => {
    spoil(world.local, name);
    expect((await state()).vault).toBe('damaged');
    const { copy } = await program.ask('damage.report', {});
    expect(copy).toEqual({ savedAtMs: world.clock.now() });
    await program.ask('damage.use-second-copy', {});
    expect(await labels()).toEqual(['First', 'Second']);
  });

  it('mends a damaged record', async () => {
    for (const name of records(world.local)) spoil(world.local, name);
    expect((await state()).vault).toBe('damaged');
    await program.ask('damage.use-second-copy', {});
    expect(await labels()).toEqual(['First', 'Second']);
  });

  it('brings the vault back when the first storage was emptied', async () => {
    world.local.content.clear();
    world.session.content.clear();
    expect((await state()).vault).toBe('damaged');
    await expect(
      program.ask('vault.create', { passphrase: 'another long passphrase' }),
    ).rejects.toMatchObject({ code: 'vault-damaged' });
    await program.ask('damage.use-second-copy', {});
    await unlock();
    expect(await labels()).toEqual(['First', 'Second']);
  });

  it('is taken over at unlock when the browser had lost what the first was told to keep', async () => {
    const before = new Map(world.local.content);
    await program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label: 'Third' });
    await program.ask('vault.lock', {});
    world.local.content.clear();
    for (const [name, text] of before) world.local.content.set(name, text);
    await unlock();
    expect(await labels()).toEqual(['First', 'Second', 'Third']);
  });

  it('with both newest heads damaged, the generation before opens', async () => {
    const newest = JSON.parse(JSON.parse(world.local.content.get('head.0') ?? '').text).generation;
    const name = newest === 3 ? 'head.0' : 'head.1';
    spoil(world.local, name);
    spoil(world.second, name);
    await program.ask('damage.use-second-copy', {});
    expect(await labels()).toEqual(['First']);
    await program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label: 'Third' });
    await program.ask('vault.lock', {});
    await unlock();
    expect(await labels()).toEqual(['First', 'Third']);
  });

  it('says that it cannot help when nothing is whole', async () => {
    for (const area of [world.local, world.second]) {
      spoil(area, 'head.0');
      spoil(area, 'head.1');
    }
    expect((await program.ask('damage.report', {})).copy).toBeNull();
    await expect(program.ask('damage.use-second-copy', {})).rejects.toMatchObject({
      code: 'second-copy-missing',
    });
  });
});

describe('One record that is damaged in both copies', () => {
  beforeEach(async () => {
    await withTwoKeys();
    const [name = ''] = records(world.local);
    spoil(world.local, name);
    spoil(world.second, name);
  });

  it('does not cost the others', async () => {
    await program.ask('vault.lock', {});
    await unlock();
    expect((await state()).vault).toBe('damaged');
    await program.ask('damage.use-second-copy', {});
    expect((await program.ask('damage.report', {})).unreadable).toBe(1);
    await program.ask('damage.leave-out', {});
    expect(await labels()).toHaveLength(1);
    await program.ask('vault.lock', {});
    await unlock();
    expect(await labels()).toHaveLength(1);
  });
});

describe('Starting again', () => {
  beforeEach(withTwoKeys);

  const startAgain = () => program.ask('damage.start-again', { word: 'start again' });

  it('makes room for another vault and keeps the old one sealed for thirty days', async () => {
    await startAgain();
    expect((await state()).vault).toBe('missing');
    await program.ask('vault.create', { passphrase: 'another long passphrase' });
    expect(await labels()).toEqual([]);
    world.clock.advance(29 * DAY);
    const [aside] = await program.ask('aside.list', {});
    await program.ask('aside.bring-back', { id: aside?.id ?? '' });
    await unlock();
    expect(await labels()).toEqual(['First', 'Second']);
    // And the one in between was put aside in its turn.
    expect(await program.ask('aside.list', {})).toHaveLength(1);
  });

  it('forgets it after thirty days', async () => {
    await startAgain();
    world.clock.advance(30 * DAY + 1);
    expect(await program.ask('aside.list', {})).toEqual([]);
    expect([...world.second.content.keys()]).toEqual([]);
  });

  it('forgets it at once when somebody who has a vault open says so', async () => {
    await startAgain();
    const [aside] = await program.ask('aside.list', {});
    const forget = () => program.ask('aside.forget', { id: aside?.id ?? '' });
    await expect(forget()).rejects.toMatchObject({ code: 'vault-locked' });
    await program.ask('vault.create', { passphrase: 'another long passphrase' });
    await forget();
    expect(await program.ask('aside.list', {})).toEqual([]);
  });

  it('needs its word', async () => {
    const wrong: object = { word: 'yes' };
    await expect(
      program.ask('damage.start-again', Object.assign({ word: 'start again' } as const, wrong)),
    ).rejects.toMatchObject({
      code: 'call-malformed',
    });
    expect((await state()).vault).toBe('unlocked');
  });
});

describe('A vault that an earlier Latchkey sealed', () => {
  const fixture = JSON.parse(
    readFileSync(new URL('./fixtures/vaults/format-1.json', import.meta.url), 'utf8'),
  );

  beforeEach(() => {
    start();
    for (const [name, value] of Object.entries(fixture.local)) {
      world.local.content.set(name, JSON.stringify(value));
    }
  });

  it('opens with its passphrase, with all that was in it', async () => {
    await program.ask('vault.unlock', withPassphrase(fixture.passphrase));
    const [first, second] = (await state()).credentials;
    expect(first).toMatchObject({ label: 'Sandbox', description: 'For the desk — Zürich' });
    expect(first?.previous).toHaveLength(1);
    expect(second).toMatchObject({ label: 'Second', disabled: true });
  });

  it('opens with its recovery code', async () => {
    await program.ask('vault.unlock', withCode(fixture.recoveryCode));
    expect((await state()).recoverySaved).toBe(true);
    expect(await program.ask('access.ways', {})).toMatchObject([
      { kind: 'passphrase', createdAtMs: null },
      { kind: 'recovery', createdAtMs: null },
    ]);
  });

  it('is of the newest format afterwards, and a second copy is made of it', async () => {
    await program.ask('vault.unlock', withPassphrase(fixture.passphrase));
    await program.ask('vault.lock', {});
    const formats = [world.local, world.second].map((area) =>
      Math.max(
        ...['head.0', 'head.1'].map(
          (name) => JSON.parse(JSON.parse(area.content.get(name) ?? '').text).format,
        ),
      ),
    );
    expect(formats).toEqual([2, 2]);
    await program.ask('vault.unlock', withPassphrase(fixture.passphrase));
    expect(await labels()).toEqual(['Sandbox', 'Second']);
  });

  it('stays readable when it cannot be brought to the newest format', async () => {
    world.local.failNext('write', 50);
    await program.ask('vault.unlock', withPassphrase(fixture.passphrase));
    expect(await labels()).toEqual(['Sandbox', 'Second']);
    world.local.failNext('write', 0);
    await program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label: 'Third' });
    expect(await labels()).toEqual(['Sandbox', 'Second', 'Third']);
  });
});

describe('A vault that a newer Latchkey saved', () => {
  beforeEach(async () => {
    await withTwoKeys();
    for (const name of ['head.0', 'head.1']) {
      const { text } = JSON.parse(world.local.content.get(name) ?? '{}');
      const newer = { ...JSON.parse(text), format: 9, oldestReader: 2, colour: 'blue' };
      await createShelf(world.local).write([{ name, value: newer }]);
    }
  });

  it('can be read, and is left as it is', async () => {
    const before = new Map(world.local.content);
    await program.ask('vault.lock', {});
    await unlock();
    expect(await state()).toMatchObject({ vault: 'unlocked', readOnly: true });
    expect(await labels()).toEqual(['First', 'Second']);
    await expect(
      program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label: 'Third' }),
    ).rejects.toMatchObject({ code: 'vault-read-only', facts: { format: 9 } });
    expect(new Map(world.local.content)).toEqual(before);
  });
});

describe('Room that runs out', () => {
  beforeEach(withTwoKeys);

  it('is noticed before anything is written, and a key can still be deleted', async () => {
    world.local.quotaBytes = 200_000;
    const before = new Map(world.local.content);
    const third = { ...sandboxDraft(BASE_URL), label: 'Third' };
    await expect(program.ask('credentials.save', third)).rejects.toMatchObject({
      code: 'storage-full',
      facts: { quotaBytes: 200_000 },
    });
    expect(new Map(world.local.content)).toEqual(before);
    await program.ask('credentials.delete', { id: (await state()).credentials[0]?.id ?? '' });
    expect(await labels()).toEqual(['Second']);
  });
});

describe('What a worker left that died in mid-commit', () => {
  it('is swept away at the next unlock', async () => {
    await withTwoKeys();
    await createShelf(world.local).write([{ name: 'record.orphan.99', value: 'a.b.c.d.e' }]);
    await program.ask('vault.lock', {});
    await unlock();
    expect(records(world.local)).not.toContain('record.orphan.99');
    expect(await labels()).toEqual(['First', 'Second']);
  });
});

describe('Any one byte that flips', () => {
  let kept: Map<string, string>;
  beforeAll(async () => {
    await withTwoKeys();
    kept = new Map(world.local.content);
  });

  const parts = () => [...kept].filter(([name]) => /^(head|record)\./.test(name));

  /** Named by the head before the newest one alone: nobody reads it any more. */
  function isSuperseded(name: string): boolean {
    const [id = '', revision] = /^(record\..*)\.(\d+)$/.exec(name)?.slice(1) ?? [];
    return [...kept.keys()].some(
      (other) => other.startsWith(`${id}.`) && Number(other.split('.').at(-1)) > Number(revision),
    );
  }

  /** What the program says of a damaged part, where somebody looks at what is in it. */
  async function judged(name: string): Promise<string> {
    if (!name.startsWith('record.activity')) return (await state()).vault;
    return (await chainIn(program)).breaks.length > 0 ? 'damaged' : 'whole';
  }

  it('in any part of the vault is called damage, and the second copy makes it good', async () => {
    let flips = 0;
    for (const [name, text] of parts().filter(([each]) => !isSuperseded(each))) {
      for (let place = 0; place < text.length; place += 1) {
        const flipped = `${text.slice(0, place)}${flip(text[place] ?? '')}${text.slice(place + 1)}`;
        if (!isJson(flipped)) continue;
        world.local.content.set(name, flipped);
        const seen = await judged(name);
        if (seen !== 'damaged') expect(`${name} at ${place}: ${seen}`).toBe('damaged');
        flips += 1;
      }
      world.local.content.set(name, text);
    }
    expect(flips).toBeGreaterThan(4_000);
    expect(await labels()).toEqual(['First', 'Second']);
  });

  it('makes no unlock fail with “wrong passphrase”', async () => {
    await program.ask('vault.lock', {});
    for (const [name, text] of parts()) {
      for (let place = 7; place < text.length; place += 499) {
        world.local.content.set(name, `${text.slice(0, place)}~${text.slice(place + 1)}`);
        if (!isJson(world.local.content.get(name) ?? '')) continue;
        await unlock().catch((failure) => expect(failure.code).toBe('vault-damaged'));
        await program.ask('vault.lock', {});
        world.second.content.clear();
        for (const [each, whole] of parts()) world.second.content.set(each, whole);
      }
      world.local.content.set(name, text);
    }
  });
});

function flip(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) ^ 1);
}

/** What a browser gives back is JSON, whatever was done to it on disk. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../src/domain/time.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import type { FakeStorage } from './fakes/storage.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

/** What a review found: states in which one copy knew what the other had lost. */

const BASE_URL = 'http://127.0.0.1:1';
const NEXT = 'another tin whistle, upstream';

let world: FakeWorld;
let program: Program;

const state = () => program.ask('program.state', {});
const labels = async () => (await state()).credentials.map(({ label }) => label);
const lock = () => program.ask('vault.lock', {});
const unlock = (passphrase = PASSPHRASE) => program.ask('vault.unlock', withPassphrase(passphrase));
const add = (label: string) =>
  program.ask('credentials.save', { ...sandboxDraft(BASE_URL), label });
const startAgain = () => program.ask('damage.start-again', { word: 'start again' });
const changePassphrase = (exposed: boolean) =>
  program.ask('access.change-passphrase', { ...withPassphrase(), passphrase: NEXT, exposed });

beforeEach(async () => {
  world = createFakeWorld();
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  await add('First');
  await add('Second');
});

function records(area: FakeStorage): string[] {
  return [...area.content.keys()].filter((name) => name.startsWith('record.'));
}

/** The browser forgets what the first storage was told since then. */
function rollBack(area: FakeStorage, to: ReadonlyMap<string, string>): void {
  area.content.clear();
  for (const [name, text] of to) area.content.set(name, text);
}

describe('A record that the first copy has lost', () => {
  it('is not taken from the second by an unlock, and comes back from there', async () => {
    const [lost = ''] = records(world.local);
    world.local.content.delete(lost);
    await lock();
    await unlock();
    expect((await state()).vault).toBe('damaged');
    expect(world.second.content.has(lost)).toBe(true);
    await program.ask('damage.use-second-copy', {});
    expect(await labels()).toEqual(['First', 'Second']);
  });

  it('is looked for in the second copy before anything is left out', async () => {
    world.local.content.delete(records(world.local)[0] ?? '');
    await lock();
    await unlock();
    await program.ask('damage.leave-out', {});
    expect(await labels()).toEqual(['First', 'Second']);
  });
});

describe('A first copy that fell behind', () => {
  it.each([false, true])(
    'a change of passphrase (exposed: %s) opens with the new one',
    async (exposed) => {
      const before = new Map(world.local.content);
      await changePassphrase(exposed);
      await lock();
      rollBack(world.local, before);
      await expect(unlock()).rejects.toMatchObject({ code: 'wrong-passphrase' });
      await unlock(NEXT);
      expect(await labels()).toEqual(['First', 'Second']);
    },
  );
});

describe('A second copy of another vault', () => {
  it('is put aside, not mixed in and not wiped', async () => {
    const own = new Map(world.local.content);
    await startAgain();
    await program.ask('vault.create', { passphrase: NEXT });
    await add('Stranger');
    await lock();
    rollBack(world.local, own);
    world.clock.advance(MINUTE);
    await unlock();
    expect(await labels()).toEqual(['First', 'Second']);
    const asides = await program.ask('aside.list', {});
    await program.ask('aside.bring-back', { id: asides[0]?.id ?? '' });
    await unlock(NEXT);
    expect(await labels()).toEqual(['Stranger']);
  });
});

describe('A damaged vault that is started again', () => {
  it('is put aside with the better of both copies', async () => {
    for (const name of records(world.local))
      world.local.content.set(name, '{"sha256":"","text":""}');
    await startAgain();
    const [aside] = await program.ask('aside.list', {});
    await program.ask('aside.bring-back', { id: aside?.id ?? '' });
    await unlock();
    expect(await labels()).toEqual(['First', 'Second']);
  });
});

describe('Locking', () => {
  it('while everything is sealed anew stays locked', async () => {
    const changing = changePassphrase(true);
    await lock();
    await changing.catch(() => undefined);
    expect((await state()).vault).toBe('locked');
  });
});

describe('The wait after failed unlocks', () => {
  it('is not got round by starting again and bringing back', async () => {
    await lock();
    for (let tries = 0; tries < 4; tries += 1) await unlock('not the passphrase').catch(() => 0);
    await startAgain();
    const [aside] = await program.ask('aside.list', {});
    await program.ask('aside.bring-back', { id: aside?.id ?? '' });
    await expect(unlock()).rejects.toMatchObject({ code: 'unlock-wait' });
    world.clock.advance(MINUTE);
    await unlock();
  });
});

describe('A second storage that cannot be reached at all', () => {
  beforeEach(() => {
    world.second.failNext('read', 10_000);
    world.second.failNext('write', 10_000);
  });

  it('keeps nobody from unlocking, changing keys or making a vault', async () => {
    await lock();
    await unlock();
    await add('Third');
    expect(await labels()).toEqual(['First', 'Second', 'Third']);
    world.local.content.clear();
    world.session.content.clear();
    expect((await state()).vault).toBe('missing');
    await program.ask('vault.create', { passphrase: NEXT });
  });
});

describe('A vault that is full', () => {
  it('can still be backed up', async () => {
    world.local.quotaBytes = 1_000;
    const made = { ...withPassphrase(), backupPassphrase: 'a passphrase for the file' };
    const { text } = await program.ask('backup.make', made);
    const file = { text, backupPassphrase: made.backupPassphrase };
    expect((await program.ask('backup.rehearse', file)).keys).toBe(2);
  });
});

it('A write whose answer was lost is looked for before it is called failed', async () => {
  const { calls } = world.local;
  await add('Third');
  const writes = world.local.calls - calls;
  let kept = 0;
  for (let call = 1; call <= writes; call += 1) {
    world.local.failAt(call, 'after');
    const label = `At ${call}`;
    const saved = await add(label).then(
      () => true,
      () => false,
    );
    world.local.failAt(Number.POSITIVE_INFINITY, 'before');
    const there = (await labels()).includes(label);
    if (saved) expect(there).toBe(true);
    else if (there) kept += 1;
  }
  expect(kept).toBe(0);
});

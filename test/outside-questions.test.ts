import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../src/domain/time.ts';
import { PASSPHRASE, type Program, startProgram, withPassphrase } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

let world: FakeWorld;
let program: Program;

beforeEach(async () => {
  world = createFakeWorld();
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
});

const asked = (text: string, windowId: number | null = 1) =>
  program.outside({ what: 'question', text, windowId });
const next = (page = 'panel', windowId: number | null = 1) =>
  program.ask('outside.next', { page, windowId });
const textOf = async (page?: string, windowId?: number | null) =>
  (await next(page, windowId)).question?.text ?? null;

describe('What is asked outside of our pages', () => {
  it('reaches the page that asks for it, and every page is told that there is something', async () => {
    world.changes.length = 0;
    await asked('  400 971 234\n');
    expect(world.changes).toEqual([{ changed: 'state' }]);
    expect(await textOf()).toBe('400 971 234');
  });

  it('waits for the unlock without being told to anybody', async () => {
    await program.ask('vault.lock', {});
    await asked('400 971 234');
    expect(await next()).toEqual({ question: null, waiting: true });
    await program.ask('vault.unlock', withPassphrase());
    expect(await textOf()).toBe('400 971 234');
  });

  it('outlives a worker that dies, and lies nowhere but in the browser’s memory', async () => {
    await asked('jane@example.com');
    await program.restartWorker();
    expect([...world.local.content.values()].join()).not.toContain('jane@example.com');
    expect([...world.second.content.values()].join()).not.toContain('jane@example.com');
    expect(await textOf()).toBe('jane@example.com');
  });

  it('is told to one page only, and to that one again if the answer was lost', async () => {
    await asked('400 971 234');
    const first = await next('panel');
    expect(await textOf('popup')).toBeNull();
    expect(await next('panel')).toEqual(first);
  });

  it('is gone when the page has it', async () => {
    await asked('400 971 234');
    const id = (await next()).question?.id ?? '';
    await program.ask('outside.taken', { id });
    expect(await next()).toEqual({ question: null, waiting: false });
    expect(world.session.content.has('outside-question')).toBe(false);
  });

  it('is not lost to a page that says late that it has the one before', async () => {
    await asked('400 971 234');
    const id = (await next()).question?.id ?? '';
    await asked('500 971 234');
    await program.ask('outside.taken', { id });
    expect(await textOf()).toBe('500 971 234');
  });

  it('is answered in the window in which it was asked', async () => {
    await asked('400 971 234', 7);
    expect(await textOf('panel', 1)).toBeNull();
    expect(await textOf('panel', 7)).toBe('400 971 234');
    await asked('400 971 234', null);
    expect(await textOf('panel', 1)).toBe('400 971 234');
  });

  it('is forgotten after ten minutes, and when the clock was set back', async () => {
    await asked('400 971 234');
    world.clock.advance(10 * MINUTE + 1);
    expect(await textOf()).toBeNull();
    await asked('400 971 234');
    world.clock.advance(-2 * MINUTE);
    expect(await textOf()).toBeNull();
  });

  it('is nothing where nothing is selected', async () => {
    world.changes.length = 0;
    await asked(' \n ');
    expect(world.changes).toEqual([]);
    expect(await textOf()).toBeNull();
  });

  it('is cut where it is longer than anything that can be meant', async () => {
    await asked('x'.repeat(1_000_000));
    expect(await textOf()).toHaveLength(16_384);
  });

  it('does no harm where storage fails or holds something else', async () => {
    world.session.failNext('write');
    await expect(asked('400 971 234')).rejects.toMatchObject({ code: 'storage-failed' });
    world.session.content.set('outside-question', '"spoilt"');
    expect(await next()).toEqual({ question: null, waiting: false });
  });
});

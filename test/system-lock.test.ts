import { beforeEach, describe, expect, it } from 'vitest';
import { PASSPHRASE, type Program, startProgram, withPassphrase } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

let world: FakeWorld;
let program: Program;

beforeEach(async () => {
  world = createFakeWorld();
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
});

const vault = async () => (await program.ask('program.state', {})).vault;
const isOn = async () => (await program.ask('system-lock.settings', {})).on;

async function switchOn(): Promise<void> {
  world.granted.add('idle');
  await program.ask('system-lock.set', { on: true });
}

describe('When the computer locks, the vault', () => {
  it('stays open, until somebody wants it otherwise', async () => {
    world.granted.add('idle');
    expect(await isOn()).toBe(false);
    await program.lockComputer();
    expect(await vault()).toBe('unlocked');
  });

  it('locks when that was chosen, and every page is told', async () => {
    await switchOn();
    expect(await isOn()).toBe(true);
    world.changes.length = 0;
    await program.lockComputer();
    expect(await vault()).toBe('locked');
    expect(world.changes).toContainEqual({ changed: 'state' });
  });

  it('locks also after the worker and the browser were started again', async () => {
    await switchOn();
    await program.restartWorker();
    await program.lockComputer();
    expect(await vault()).toBe('locked');
    world.session.content.clear();
    await program.restartWorker();
    await program.ask('vault.unlock', withPassphrase());
    await program.lockComputer();
    expect(await vault()).toBe('locked');
  });

  it('stays open again when it was switched off', async () => {
    await switchOn();
    await program.ask('system-lock.set', { on: false });
    await program.lockComputer();
    expect(await vault()).toBe('unlocked');
  });

  it('locks when nobody can read what was chosen', async () => {
    await switchOn();
    world.local.failNext('read');
    await program.lockComputer();
    expect(await vault()).toBe('locked');
    await program.ask('vault.unlock', withPassphrase());
    world.local.content.set('system-lock', '"spoilt"');
    await program.lockComputer();
    expect(await vault()).toBe('locked');
  });
});

describe('Locking with the computer', () => {
  it('is called off where the browser does not tell us', async () => {
    await switchOn();
    world.granted.clear();
    expect(await isOn()).toBe(false);
  });

  it('outlives a change of the time after which the vault locks by itself', async () => {
    await switchOn();
    await program.ask('vault.set-lock-minutes', { minutes: 5 });
    expect(await isOn()).toBe(true);
  });

  it('is not switched off by whoever finds the vault locked', async () => {
    await switchOn();
    await program.lockComputer();
    await expect(program.ask('system-lock.set', { on: false })).rejects.toMatchObject({
      code: 'vault-locked',
    });
  });
});

describe('A keyboard shortcut', () => {
  it('locks, and every page is told', async () => {
    world.changes.length = 0;
    await program.pressShortcut('lock');
    expect(await vault()).toBe('locked');
    expect(world.changes).toContainEqual({ changed: 'state' });
  });

  it('locks while nobody is unlocked without harm', async () => {
    await program.pressShortcut('lock');
    await program.pressShortcut('lock');
    expect(await vault()).toBe('locked');
  });

  it('of another name does nothing', async () => {
    await program.pressShortcut('constructor');
    expect(await vault()).toBe('unlocked');
  });

  it('is told as the browser has it, also when it has none', async () => {
    world.shortcutsSet.push({ command: '_execute_action', keys: null });
    expect(await program.ask('shortcuts.list', {})).toEqual([
      { command: 'lock', keys: 'Alt+Shift+L' },
      { command: '_execute_action', keys: null },
    ]);
  });
});

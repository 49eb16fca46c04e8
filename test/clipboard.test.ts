import { beforeEach, describe, expect, it } from 'vitest';
import type { ClipboardSeconds } from '../src/domain/clipboard-seconds.ts';
import { CLIPBOARD_PERMISSIONS } from '../src/domain/optional-permission.ts';
import { HOUR, MINUTE, SECOND } from '../src/domain/time.ts';
import { PASSPHRASE, type Program, startProgram } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

const SECRET = 'Kettle-42';
let world: FakeWorld;
let program: Program;

beforeEach(async () => {
  world = createFakeWorld();
  for (const permission of CLIPBOARD_PERMISSIONS) world.granted.add(permission);
  program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
});

/** What a page does in the click: copies, and tells the worker. */
function copySecret(text = SECRET) {
  world.clipboard.text = text;
  return program.ask('clipboard.copied', { text });
}
const choose = (seconds: ClipboardSeconds) => program.ask('clipboard.set-seconds', { seconds });

describe('A copied secret', () => {
  it('is taken off the clipboard after 30 seconds, and not before', async () => {
    expect(await copySecret()).toEqual({ clearing: 'due', seconds: 30 });
    await program.pass(29 * SECOND);
    expect(world.clipboard.text).toBe(SECRET);
    expect(world.clipboard.looks).toBe(0);
    await program.pass(SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('is taken off after the time that was chosen', async () => {
    await choose(300);
    await copySecret();
    await program.pass(4 * MINUTE);
    expect(world.clipboard.text).toBe(SECRET);
    await program.pass(MINUTE);
    expect(world.clipboard.text).toBe('');
  });

  it('leaves what somebody copied since', async () => {
    await copySecret();
    world.clipboard.text = 'a shopping list';
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe('a shopping list');
  });

  it('leaves what somebody copies in the very moment', async () => {
    await copySecret();
    world.clipboard.copyAfterLook('a shopping list');
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe('a shopping list');
  });

  it('gives its time to the one that is copied after it', async () => {
    await copySecret();
    await program.pass(20 * SECOND);
    await copySecret('7788990');
    await program.pass(20 * SECOND);
    expect(world.clipboard.text).toBe('7788990');
    await program.pass(10 * SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('is known again however the system writes the end of a line', async () => {
    await copySecret('one\ntwo');
    world.clipboard.text = 'one\r\ntwo';
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('is looked at once and then forgotten', async () => {
    await copySecret();
    await program.pass(30 * SECOND);
    world.clipboard.text = SECRET;
    await program.pass(HOUR);
    await program.restartWorker();
    expect(world.clipboard.text).toBe(SECRET);
    expect(world.session.content.has('copied-secret')).toBe(false);
  });

  it('lies nowhere in plain, and not as a hash that two copies would share', async () => {
    await copySecret();
    const first = world.session.content.get('copied-secret');
    await copySecret();
    const kept = [...world.session.content.values(), ...world.local.content.values()].join();
    expect(kept).not.toContain(SECRET);
    expect(kept).not.toContain(btoa(SECRET));
    expect(world.session.content.get('copied-secret')).not.toBe(first);
  });
});

describe('A copied secret is taken back', () => {
  it('although the vault was locked since', async () => {
    await copySecret();
    await program.ask('vault.lock', {});
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('although it was locked before the worker heard of the copy', async () => {
    await program.ask('vault.lock', {});
    await copySecret();
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('by the alarm, when the worker died and started again since', async () => {
    await copySecret();
    await program.restartWorker();
    world.timer.waiting.length = 0;
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('by the timer, where the browser makes alarms late', async () => {
    await copySecret();
    world.alarmsSet.clear();
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('when a dead worker wakes for whatever reason, if the alarm was lost', async () => {
    await copySecret();
    world.alarmsSet.clear();
    world.clock.advance(HOUR);
    await program.restartWorker();
    expect(world.clipboard.text).toBe('');
  });

  it('on time although the alarm was lost, if the worker started again before', async () => {
    await copySecret();
    world.alarmsSet.clear();
    await program.restartWorker();
    expect(world.alarmsSet.get('clipboard')).toBe(world.clock.now() + 30 * SECOND);
  });

  it('at once when the clock was set forward', async () => {
    await copySecret();
    await program.pass(24 * HOUR);
    expect(world.clipboard.text).toBe('');
  });

  it('when the clock was set back, at the next look', async () => {
    await copySecret();
    world.clock.advance(-HOUR);
    for (const { task } of [...world.timer.waiting]) await task();
    expect(world.clipboard.text).toBe('');
  });

  it('a little later when another program holds the clipboard', async () => {
    await copySecret();
    world.clipboard.failNext(2);
    await program.pass(30 * SECOND);
    expect(world.clipboard.text).toBe(SECRET);
    await program.pass(5 * SECOND);
    await program.pass(5 * SECOND);
    expect(world.clipboard.text).toBe('');
  });

  it('or not, when the clipboard cannot be had at all: then it is forgotten', async () => {
    await copySecret();
    world.clipboard.failNext(100);
    await program.pass(30 * SECOND);
    for (let times = 0; times < 20; times += 1) await program.pass(5 * SECOND);
    expect(world.clipboard.looks).toBe(4);
    expect(world.session.content.has('copied-secret')).toBe(false);
    expect(world.alarmsSet.has('clipboard')).toBe(false);
  });

  it('although storage fails for a moment', async () => {
    await copySecret();
    world.session.failNext('read');
    world.clock.advance(30 * SECOND);
    await expect(world.timer.ring()).rejects.toMatchObject({ code: 'storage-failed' });
    await program.restartWorker();
    expect(world.clipboard.text).toBe('');
  });
});

describe('A copied secret stays', () => {
  it('without the permission, and that is said', async () => {
    world.granted.clear();
    expect(await copySecret()).toEqual({ clearing: 'not-allowed', seconds: null });
    expect(await program.ask('clipboard.settings', {})).toEqual({ seconds: 30, allowed: false });
    await program.pass(HOUR);
    expect(world.clipboard.text).toBe(SECRET);
    expect(world.clipboard.looks).toBe(0);
  });

  it('when the permission was taken away meanwhile', async () => {
    await copySecret();
    world.granted.delete('clipboardRead');
    await program.pass(30 * SECOND);
    expect(world.clipboard.looks).toBe(0);
    expect(world.session.content.has('copied-secret')).toBe(false);
  });

  it('when “never” was chosen', async () => {
    await choose(null);
    expect(await copySecret()).toEqual({ clearing: 'never', seconds: null });
    expect(await program.ask('clipboard.settings', {})).toEqual({ seconds: null, allowed: true });
    await program.pass(HOUR);
    expect(world.clipboard.text).toBe(SECRET);
  });

  it('when the browser was closed: nothing is known of it any more', async () => {
    await copySecret();
    world.session.content.clear();
    world.alarmsSet.clear();
    world.clock.advance(HOUR);
    await program.restartWorker();
    expect(world.clipboard.text).toBe(SECRET);
  });
});

describe('The time until a copied secret is cleared', () => {
  it('is 30 seconds until another one is chosen, and again when the choice is spoilt', async () => {
    expect(await program.ask('clipboard.settings', {})).toMatchObject({ seconds: 30 });
    await choose(60);
    expect(await program.ask('clipboard.settings', {})).toMatchObject({ seconds: 60 });
    world.local.content.set('clipboard-settings', '"spoilt"');
    expect(await program.ask('clipboard.settings', {})).toMatchObject({ seconds: 30 });
  });

  it('is not changed by whoever finds the vault locked', async () => {
    await program.ask('vault.lock', {});
    await expect(choose(null)).rejects.toMatchObject({ code: 'vault-locked' });
  });
});

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_RECENT } from '../src/domain/recent.ts';
import { DAY, MINUTE } from '../src/domain/time.ts';
import { recordsOf } from './fakes/desk.ts';
import { PASSPHRASE, type Program, startProgram, withPassphrase } from './fakes/program.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';

let made: FakeWorld;
let world: FakeWorld;
let program: Program;

beforeAll(async () => {
  made = createFakeWorld();
  await startProgram(made).ask('vault.create', { passphrase: PASSPHRASE });
});

beforeEach(() => {
  world = createFakeWorld();
  copyContent(made, world);
  program = startProgram(world);
});

const meeting = (sessionKey: string, name = `Meeting ${sessionKey}`) =>
  program.ask('recent.note', { what: { kind: 'meeting', sessionKey, name, credentialId: 'k' } });
const person = (email: string) =>
  program.ask('recent.note', { what: { kind: 'sites', email, count: 2, credentialId: 'k' } });
const list = async () => (await program.ask('recent.list', {})).entries;
const names = async () =>
  (await list()).map(({ what }) => (what.kind === 'meeting' ? what.name : what.email));
const sites = (...addresses: string[]) =>
  program.ask('recent.look-at-sites', { email: 'Ada@acme.example', addresses });

describe('What was looked up lately', () => {
  it('is listed, newest first, each thing once', async () => {
    await meeting('400971234', 'Before');
    await person('ada@acme.example');
    await person('ADA@acme.example');
    await meeting('400971234', 'Weekly');
    expect(await names()).toEqual(['Weekly', 'ADA@acme.example']);
  });

  it('is all there after the worker’s death and a lock, and told to nobody while locked', async () => {
    await meeting('400971234');
    await program.restartWorker();
    await program.ask('vault.lock', {});
    await expect(list()).rejects.toMatchObject({ code: 'vault-locked' });
    await program.ask('vault.unlock', withPassphrase());
    expect(await list()).toHaveLength(1);
  });

  it(`holds ${MOST_RECENT} look-ups; the oldest go`, async () => {
    for (let count = 0; count <= MOST_RECENT; count += 1)
      await meeting(String(400_000_000 + count));
    expect(await list()).toHaveLength(MOST_RECENT);
    expect(await names()).not.toContain('Meeting 400000000');
  });

  it('is forgotten, one or all, on both generations of the vault', async () => {
    await meeting('400971234', 'Kept');
    await meeting('400975678', 'Forgotten');
    const [newest] = await list();
    await program.ask('recent.forget', { id: newest?.id ?? '' });
    expect(await names()).toEqual(['Kept']);
    expect((await recordsOf({ program, world })).join()).not.toContain('Forgotten');
    await sites('acme.webex.com');
    await program.ask('recent.forget', { id: null });
    const left = (await recordsOf({ program, world })).join();
    expect(left).not.toContain('Kept');
    expect(left).not.toContain('acme');
  });

  it('can be switched off: nothing is kept, and nothing is left', async () => {
    await meeting('400971234');
    await sites('acme.webex.com');
    await program.ask('recent.set-on', { on: false });
    await meeting('400975678');
    await sites('acme.webex.com');
    expect(await program.ask('recent.list', {})).toEqual({ on: false, entries: [] });
    expect((await recordsOf({ program, world })).join()).not.toContain('acme');
  });
});

describe('The sites of a person', () => {
  it('that are new since the last look are marked, and the first time none', async () => {
    const firstAtMs = world.clock.now();
    expect(await sites('a.webex.com')).toEqual({ beforeAtMs: null, fresh: [], favourites: [] });
    await program.pass(5 * MINUTE);
    expect(await sites('b.webex.com', 'a.webex.com')).toMatchObject({
      beforeAtMs: firstAtMs,
      fresh: ['b.webex.com'],
    });
    expect(await sites('b.webex.com', 'a.webex.com')).toMatchObject({ fresh: [] });
  });

  it('can be favourites, which stay when what was looked up is forgotten', async () => {
    await program.ask('recent.set-favourite', { address: 'a.webex.com', on: true });
    await program.ask('recent.set-favourite', { address: 'b.webex.com', on: true });
    await program.ask('recent.set-favourite', { address: 'a.webex.com', on: false });
    await program.ask('recent.forget', { id: null });
    world.clock.advance(DAY);
    await program.ask('vault.unlock', withPassphrase());
    expect(await sites('a.webex.com')).toMatchObject({ favourites: ['b.webex.com'] });
  });
});

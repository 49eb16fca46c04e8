import { beforeEach, describe, expect, it } from 'vitest';
import { PASSPHRASE, type Program, startProgram, withPassphrase } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';

const NEXT = 'kettle drum over the hill';

let world: FakeWorld;
let program: Program;

beforeEach(() => {
  world = createFakeWorld();
  program = startProgram(world);
});

const create = () => program.ask('vault.create', { passphrase: PASSPHRASE });
const unlock = (passphrase = PASSPHRASE) => program.ask('vault.unlock', withPassphrase(passphrase));
const stopped = { code: 'derivation-failed', facts: { problem: 'stopped' } };

describe('When no key can be made of a passphrase', () => {
  it('no vault is created, and the next try creates one', async () => {
    world.derive.failNext('stopped');
    await expect(create()).rejects.toMatchObject(stopped);
    expect(await program.ask('program.state', {})).toMatchObject({ vault: 'missing' });
    await create();
    expect(await program.ask('program.state', {})).toMatchObject({ vault: 'unlocked' });
  });

  it('it is not a wrong passphrase: nobody has to wait, and the next try unlocks', async () => {
    await create();
    await program.ask('vault.lock', {});
    for (let tries = 0; tries < 10; tries += 1) {
      world.derive.failNext('stopped');
      await expect(unlock()).rejects.toMatchObject(stopped);
    }
    expect(await program.ask('program.state', {})).toMatchObject({
      vault: 'locked',
      retryAtMs: null,
    });
    await unlock();
    expect(await program.ask('program.state', {})).toMatchObject({ vault: 'unlocked' });
  });

  it('a changed passphrase is not changed, whichever of the two it was', async () => {
    await create();
    const change = () =>
      program.ask('access.change-passphrase', {
        ...withPassphrase(),
        passphrase: NEXT,
        exposed: false,
      });
    world.derive.failNext('stopped');
    await expect(change()).rejects.toMatchObject(stopped);
    world.derive.failNext('stopped', { after: 1 });
    await expect(change()).rejects.toMatchObject(stopped);
    await program.ask('vault.lock', {});
    await unlock();
  });

  it('nothing is noted of what it costs, and it is measured at the next try', async () => {
    const measuring = startProgram({ ...world, kdf: null });
    world.derive.failNext('stopped');
    const createIt = () => measuring.ask('vault.create', { passphrase: PASSPHRASE });
    await expect(createIt()).rejects.toMatchObject(stopped);
    expect(world.local.content.has('kdf-cost')).toBe(false);
    await createIt();
    expect(world.local.content.has('kdf-cost')).toBe(true);
  });
});

describe('Tries that failed before', () => {
  it('count on when one in between was no try at all', async () => {
    await create();
    await program.ask('vault.lock', {});
    const wrong = () => unlock('something else entirely');
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(wrong()).rejects.toMatchObject({ code: 'wrong-passphrase' });
    }
    world.derive.failNext('stopped');
    await expect(wrong()).rejects.toMatchObject(stopped);
    await expect(wrong()).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(wrong()).rejects.toMatchObject({ code: 'unlock-wait' });
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readRows } from '../src/ui/import/file-kind.ts';
import { useCheapRounds } from './backup/rounds.ts';
import { importRows } from './fakes/import.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withCode,
  withPassphrase,
} from './fakes/program.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

/** A passphrase that costs nothing to try, where nobody opens anything with it. */
const CHEAP = { m: 8, t: 1, p: 1 };

const NEXT = 'another tin whistle, upstream';

// Some of them try a passphrase at every turn, on a machine that has other things to do.
vi.setConfig({ testTimeout: 240_000 });

useCheapRounds();

let sandbox: Sandbox;
let kept: FakeWorld;
let id: string;
let code: string;

beforeAll(async () => {
  kept = createFakeWorld();
  sandbox = await startSandbox({ now: kept.clock.now });
  sandbox.webexMeetings.limits.perMinute = 100_000;
  const program = startProgram(kept);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  ({ id } = await program.ask('credentials.save', sandboxDraft(sandbox.origin)));
  const recovery = await program.ask('recovery.begin', { proof: null });
  await program.ask('recovery.confirm', { slotId: recovery.slotId });
  code = recovery.code;
});
afterAll(() => sandbox.close());

/** Everything as it lay once a vault with one key was made and open. */
function worldAsKept(): FakeWorld {
  const world = createFakeWorld();
  copyContent(kept, world);
  return world;
}

const lookUp = (program: Program) =>
  program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: null });
const labels = async (program: Program) =>
  (await program.ask('program.state', {})).credentials.map((key) => key.label);

type Act = (program: Program) => Promise<unknown>;
type Check = (program: Program, world: FakeWorld) => Promise<void>;

const AREAS = ['local', 'second'] as const;
const MOMENTS = ['before', 'after'] as const;

/** Does it once for every storage call that it makes: with that call failing, and with the worker dying at it. */
async function atEveryCall(act: Act, check: Check, start = worldAsKept) {
  const healthy = start();
  await act(startProgram(healthy));
  let tried = 0;
  for (const area of AREAS) {
    for (let call = 1; call <= healthy[area].calls; call += 1) {
      for (const when of MOMENTS) {
        const failing = start();
        failing[area].failAt(call, when);
        await act(startProgram(failing)).catch(() => undefined);
        await check(startProgram(failing), failing);

        tried += 1;
      }
      // Dying before a call is dying after the one before it.
      const dying = start();
      const died = dying[area].dieAt(call, 'after');
      await Promise.race([died, act(startProgram(dying)).catch(() => undefined)]);
      // The browser frees what the dead worker held and starts another on what is stored.
      const reborn = createFakeWorld();
      copyContent(dying, reborn);
      await check(startProgram(reborn), reborn);
    }
  }
  expect(tried).toBeGreaterThan(5);
}

/** Opens with the recovery code, which costs no time. */
const unlock = (program: Program) => program.ask('vault.unlock', withCode(code));

describe('Storage that fails, and a worker that dies, at any one call', () => {
  it('of making a vault leaves none, or one that its passphrase opens', async () => {
    const create: Act = (program) => program.ask('vault.create', { passphrase: PASSPHRASE });
    await atEveryCall(
      create,
      async (program) => {
        const { vault } = await program.ask('program.state', {});
        if (vault === 'missing') return;
        if (vault === 'locked') await program.ask('vault.unlock', withPassphrase());
        expect(await labels(program)).toEqual([]);
      },
      createFakeWorld,
    );
  });

  it('of unlocking leaves a vault that opens', async () => {
    const locked = () => {
      const world = worldAsKept();
      world.session.content.clear();
      return world;
    };
    await atEveryCall(
      unlock,
      async (program) => {
        await unlock(program);
        expect(await labels(program)).toEqual(['Sandbox']);
      },
      locked,
    );
  });

  it('of adding a key leaves the old keys or the new ones, and they work', async () => {
    const add: Act = (program) =>
      program.ask('credentials.save', { ...sandboxDraft(sandbox.origin), label: 'Second' });
    await atEveryCall(add, async (program) => {
      expect([['Sandbox'], ['Sandbox', 'Second']]).toContainEqual(await labels(program));
      await lookUp(program);
    });
  });

  it('of changing a key leaves it as it was or as it is to be', async () => {
    const change: Act = (program) =>
      program.ask('credentials.save', {
        ...sandboxDraft(sandbox.origin, { secretKey: '', passcode: '' }),
        id,
        version: 1,
        label: 'Renamed',
      });
    await atEveryCall(change, async (program) => {
      expect([['Sandbox'], ['Renamed']]).toContainEqual(await labels(program));
      await lookUp(program);
    });
  });

  it('of deleting a key leaves it there or gone', async () => {
    const remove: Act = (program) => program.ask('credentials.delete', { id });
    await atEveryCall(remove, async (program) => {
      expect([['Sandbox'], []]).toContainEqual(await labels(program));
    });
  });

  it('of importing keys leaves none of them or all', async () => {
    const lines = ['A', 'B', 'C'].map((name) => `${name},key-${name},secret-${name},1,a@b.example`);
    const rows = readRows(['label,api key,secret,passcode,email', ...lines].join('\n'));
    await atEveryCall(
      (program) => importRows(program, rows),
      async (program) => {
        expect([['Sandbox'], ['A', 'B', 'C', 'Sandbox']]).toContainEqual(await labels(program));
        await program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: id });
      },
    );
  });

  it('of renewing a key leaves one in use that the server takes', async () => {
    const renew: Act = (program) => program.ask('renewal.start', { credentialId: id });
    await atEveryCall(renew, async (program) => {
      expect(await labels(program)).toEqual(['Sandbox']);
      expect((await lookUp(program)).meeting.name).toBe("John's Personal Room");
      const report = await program.ask('renewal.report', { credentialId: id });
      if (report?.phase === 'answered' || report?.phase === 'parsed') {
        const resumed = await program.ask('renewal.resume', { credentialId: id });
        expect(resumed.phase).toBe('promoted');
        await lookUp(program);
      }
    });
  });

  it('of restoring a backup leaves the old keys or the new ones, and none half', async () => {
    const healthy = worldAsKept();
    const backupPassphrase = 'a passphrase for the file';
    const program = startProgram(healthy);
    await program.ask('credentials.save', { ...sandboxDraft(sandbox.origin), label: 'Second' });
    const made = { ...withCode(code), backupPassphrase };
    const { text } = await program.ask('backup.make', made);
    const file = { text, backupPassphrase };
    const { lines } = await program.ask('backup.preview', file);
    const chosen = lines.map(({ id }) => id);
    const restores: Act[] = [
      (restoring) => restoring.ask('backup.merge', { ...file, chosen }),
      (restoring) => restoring.ask('backup.replace', { ...file, ...withCode(code) }),
    ];
    for (const restore of restores) {
      await atEveryCall(restore, async (after) => {
        expect([['Sandbox'], ['Sandbox', 'Second']]).toContainEqual(await labels(after));
        await lookUp(after);
      });
    }
  });

  it('of showing another recovery code leaves the saved one good', async () => {
    const begin: Act = (program) => program.ask('recovery.begin', withCode(code));
    await atEveryCall(begin, async (program) => {
      await program.ask('vault.lock', {});
      await unlock(program);
      expect(await labels(program)).toEqual(['Sandbox']);
    });
  });

  it('of changing the passphrase leaves exactly one, and all that was in the vault', async () => {
    const cheap = () => ({ ...worldAsKept(), kdf: CHEAP });
    const change: Act = (program) =>
      program.ask('access.change-passphrase', {
        ...withCode(code),
        passphrase: NEXT,
        exposed: false,
      });
    const check: Check = async (program) => {
      await program.ask('vault.lock', {});
      await unlock(program);
      expect(await labels(program)).toEqual(['Sandbox']);
      const ways = await program.ask('access.ways', {});
      expect(ways.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery']);
    };
    await atEveryCall(change, check, cheap);
  });

  it('of sealing all anew leaves a vault that the old passphrase opens, or the new one', async () => {
    const change: Act = (program) =>
      program.ask('access.change-passphrase', {
        ...withCode(code),
        passphrase: NEXT,
        exposed: true,
      });
    await atEveryCall(change, async (program) => {
      // Only where the worker died with the old key in memory: a passphrase takes long to try.
      if ((await program.ask('program.state', {})).vault === 'locked') {
        await unlock(program).catch(() => program.ask('vault.unlock', withPassphrase(NEXT)));
      }
      expect(await labels(program)).toEqual(['Sandbox']);
      await lookUp(program);
    });
  });

  it('of bringing an old vault to the newest format leaves one that opens, with all in it', async () => {
    const fixture = JSON.parse(
      readFileSync(new URL('./fixtures/vaults/format-1.json', import.meta.url), 'utf8'),
    );
    const old = () => {
      const world = createFakeWorld();
      for (const [name, value] of Object.entries(fixture.local)) {
        world.local.content.set(name, JSON.stringify(value));
      }
      return world;
    };
    const open: Act = (program) => program.ask('vault.unlock', withCode(fixture.recoveryCode));
    await atEveryCall(
      open,
      async (program) => {
        await program.ask('vault.lock', {});
        await open(program);
        expect(await labels(program)).toEqual(['Sandbox', 'Second']);
      },
      old,
    );
  });

  it('of starting again leaves the vault, or none and the old one put aside', async () => {
    const startAgain: Act = (program) => program.ask('damage.start-again', { word: 'start again' });
    await atEveryCall(startAgain, async (program) => {
      const { vault } = await program.ask('program.state', {});
      if (vault === 'missing') {
        const [aside] = await program.ask('aside.list', {});
        await program.ask('aside.bring-back', { id: aside?.id ?? '' });
      }
      await unlock(program);
      expect(await labels(program)).toEqual(['Sandbox']);
    });
  });

  it('of bringing a vault back leaves one of the two in place', async () => {
    const twoVaults = () => {
      const world = createFakeWorld();
      copyContent(swapped, world);
      return world;
    };
    const swapped = worldAsKept();
    const other = startProgram(swapped);
    await other.ask('damage.start-again', { word: 'start again' });
    await other.ask('vault.create', { passphrase: NEXT });
    const recovery = await other.ask('recovery.begin', { proof: null });
    const [aside] = await other.ask('aside.list', {});
    const asideId = aside?.id ?? '';
    const bringBack: Act = (program) => program.ask('aside.bring-back', { id: asideId });
    await atEveryCall(
      bringBack,
      async (program) => {
        await program.ask('vault.lock', {});
        await unlock(program).catch(() => program.ask('vault.unlock', withCode(recovery.code)));
        expect([['Sandbox'], []]).toContainEqual(await labels(program));
        if ((await labels(program)).length === 0) {
          await bringBack(program);
          await unlock(program);
          expect(await labels(program)).toEqual(['Sandbox']);
        }
      },
      twoVaults,
    );
  });

  it('of mending a vault leaves one that can be mended still', async () => {
    const damaged = () => {
      const world = worldAsKept();
      world.local.content.set('head.0', '{"sha256":"0","text":"{}"}');
      return world;
    };
    const mend: Act = (program) => program.ask('damage.use-second-copy', {});
    await atEveryCall(
      mend,
      async (program) => {
        await mend(program);
        expect(await labels(program)).toEqual(['Sandbox']);
      },
      damaged,
    );
  });
});

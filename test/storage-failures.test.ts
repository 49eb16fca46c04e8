import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../src/ui/import/file-kind.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

/** What lay in both storages once a vault with one key was made. */
interface Kept {
  local: Map<string, string>;
  session: Map<string, string>;
  id: string;
}

let sandbox: Sandbox;
let kept: Kept;

beforeAll(async () => {
  sandbox = await startSandbox({ now: createFakeWorld().clock.now });
  sandbox.webexMeetings.limits.perMinute = 100_000;
  const world = createFakeWorld();
  const program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  const { id } = await program.ask('credentials.save', sandboxDraft(sandbox.origin));
  kept = { local: new Map(world.local.content), session: new Map(world.session.content), id };
});
afterAll(() => sandbox.close());

function worldAsKept(): FakeWorld {
  const world = createFakeWorld();
  for (const [name, text] of kept.local) world.local.content.set(name, text);
  for (const [name, text] of kept.session) world.session.content.set(name, text);
  return world;
}

const lookUp = (program: Program) =>
  program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: null });
const labels = async (program: Program) =>
  (await program.ask('program.state', {})).credentials.map((key) => key.label);

type Act = (program: Program) => Promise<unknown>;

/** Does it once for every storage call that it makes, with that call failing. */
async function atEveryCall(act: Act, check: (program: Program, world: FakeWorld) => Promise<void>) {
  const healthy = worldAsKept();
  await act(startProgram(healthy));
  const { calls } = healthy.local;
  expect(calls).toBeGreaterThan(3);
  for (let call = 1; call <= calls; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const world = worldAsKept();
      world.local.failAt(call, when);
      await act(startProgram(world)).catch(() => undefined);
      await check(startProgram(world), world);
    }
  }
}

describe('Storage that fails at any one call', () => {
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
        id: kept.id,
        version: 1,
        label: 'Renamed',
      });
    await atEveryCall(change, async (program) => {
      expect([['Sandbox'], ['Renamed']]).toContainEqual(await labels(program));
      await lookUp(program);
    });
  });

  it('of deleting a key leaves it there or gone', async () => {
    const remove: Act = (program) => program.ask('credentials.delete', { id: kept.id });
    await atEveryCall(remove, async (program) => {
      expect([['Sandbox'], []]).toContainEqual(await labels(program));
    });
  });

  it('of importing keys leaves none of them or all', async () => {
    const lines = ['A', 'B', 'C'].map((name) => `${name},key-${name},secret-${name},1,a@b.example`);
    const rows = readRows(['label,api key,secret,passcode,email', ...lines].join('\n'));
    const importAll: Act = async (program) => {
      const { finds } = await program.ask('import.preview', { rows });
      return program.ask('import.save', { rows, keys: finds.map(({ key }) => key) });
    };
    await atEveryCall(importAll, async (program) => {
      expect([['Sandbox'], ['A', 'B', 'C', 'Sandbox']]).toContainEqual(await labels(program));
      await program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: kept.id });
    });
  });

  it('of renewing a key leaves one in use that the server takes', async () => {
    const renew: Act = (program) => program.ask('renewal.start', { credentialId: kept.id });
    await atEveryCall(renew, async (program) => {
      expect(await labels(program)).toEqual(['Sandbox']);
      expect((await lookUp(program)).meeting.name).toBe("John's Personal Room");
      const report = await program.ask('renewal.report', { credentialId: kept.id });
      if (report?.phase === 'answered' || report?.phase === 'parsed') {
        const resumed = await program.ask('renewal.resume', { credentialId: kept.id });
        expect(resumed.phase).toBe('promoted');
        await lookUp(program);
      }
    });
  });

  it('of showing a recovery code leaves a vault that its passphrase opens', async () => {
    const begin: Act = (program) => program.ask('recovery.begin', {});
    await atEveryCall(begin, async (program, world) => {
      expect(await labels(program)).toEqual(['Sandbox']);
      const slots = JSON.parse(JSON.parse(world.local.content.get('head.0') ?? '{}').text).slots;
      expect(slots[0].kind).toBe('passphrase');
    });
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, deskAsKept, type Kept, keep as keepDesk, openDesk } from './fakes/desk.ts';
import { sandboxDraft, startProgram, withPassphrase } from './fakes/program.ts';
import { createFakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

let sandbox: Sandbox;
/** A browser whose request is open, and one in which a key waits for a yes or no. */
let requested: Kept;
let opened: Kept;
let requestId: string;
let first: string;
let second: string;

beforeAll(async () => {
  sandbox = await startSandbox({ now: createFakeWorld().clock.now });
  sandbox.webexMeetings.limits.perMinute = 100_000;
  const desk = await openDesk();
  const { id: credentialId } = await desk.program.ask(
    'credentials.save',
    sandboxDraft(sandbox.origin),
  );
  const standing = await desk.program.ask('hand-over.make-request', {});
  if (standing.phase !== 'open') throw new Error(standing.phase);
  requestId = standing.requestId;
  requested = keepDesk(desk);
  const give = () =>
    desk.program.ask('hand-over.give', {
      request: standing.text,
      credentialId,
      lookUpOnly: false,
      compared: true,
      ...withPassphrase(),
    });
  first = (await give()).text;
  second = (await give()).text;
  await desk.program.ask('hand-over.open', { text: first });
  opened = keepDesk(desk);
});
afterAll(() => sandbox.close());

const open = ({ program }: Desk, text: string) => program.ask('hand-over.open', { text });
const keep = ({ program }: Desk) => program.ask('hand-over.keep', { requestId });
const standingOf = ({ program }: Desk) => program.ask('hand-over.standing', {});
const labels = async ({ program }: Desk) =>
  (await program.ask('program.state', {})).credentials.map((key) => key.label);

/** Does it once for every storage call that it makes, with that call failing; then the worker dies. */
async function atEveryCall(
  kept: Kept,
  act: (desk: Desk) => Promise<unknown>,
  check: (desk: Desk) => Promise<void>,
) {
  const healthy = deskAsKept(kept);
  await act(healthy);
  const { calls } = healthy.world.local;
  expect(calls).toBeGreaterThan(5);
  for (let call = 1; call <= calls; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const desk = deskAsKept(kept);
      desk.world.local.failAt(call, when);
      await act(desk).catch(() => undefined);
      await check({ ...desk, program: startProgram(desk.world) });
    }
  }
}

it('Storage that fails at any one call of opening leaves one opening, and no second', async () => {
  await atEveryCall(
    requested,
    (desk) => open(desk, first),
    async (desk) => {
      expect(await open(desk, first)).toMatchObject({ phase: 'opened', keptAs: 'Sandbox 2' });
      await expect(open(desk, second)).rejects.toMatchObject({ code: 'hand-over-second' });
      await keep(desk);
      expect(await labels(desk)).toEqual(['Sandbox', 'Sandbox 2']);
    },
  );
});

it('Storage that fails at any one call of keeping leaves the key waiting, or kept once', async () => {
  await atEveryCall(opened, keep, async (desk) => {
    const standing = await standingOf(desk);
    if (standing.phase === 'opened') {
      expect(await labels(desk)).toEqual(['Sandbox']);
      await keep(desk);
    }
    expect(await labels(desk)).toEqual(['Sandbox', 'Sandbox 2']);
    for (const text of [first, second]) {
      await expect(open(desk, text)).rejects.toMatchObject({ facts: { ending: 'kept' } });
    }
    await expect(keep(desk)).rejects.toMatchObject({ facts: { ending: 'kept' } });
    await desk.program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: null });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../src/domain/time.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram } from './fakes/program.ts';
import { createFakeWorld, type FakeWorld } from './fakes/world.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';

/** One person's browser. */
interface Desk {
  world: FakeWorld;
  program: Program;
}

let sandbox: Sandbox;
let ana: Desk;
let ben: Desk;

beforeEach(async () => {
  ana = await openDesk();
  ben = await openDesk();
  sandbox = await startSandbox({ now: ana.world.clock.now });
  await ana.program.ask('credentials.save', sandboxDraft(sandbox.origin));
});
afterEach(() => sandbox.close());

async function openDesk(): Promise<Desk> {
  const world = createFakeWorld();
  const program = startProgram(world);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  return { world, program };
}

async function keysOf({ program }: Desk) {
  return (await program.ask('program.state', {})).credentials;
}

async function requestBy({ program }: Desk) {
  const standing = await program.ask('hand-over.make-request', {});
  if (standing.phase !== 'open') throw new Error(`The request is ${standing.phase}`);
  return standing;
}

async function giveFrom(giver: Desk, request: string, change: object = {}) {
  const credentialId = (await keysOf(giver))[0]?.id ?? '';
  const gift = { request, credentialId, lookUpOnly: false, compared: true, passphrase: PASSPHRASE };
  return giver.program.ask('hand-over.give', { ...gift, compared: true, ...change });
}

const open = ({ program }: Desk, text: string) => program.ask('hand-over.open', { text });
const standingOf = ({ program }: Desk) => program.ask('hand-over.standing', {});
const keep = ({ program }: Desk, requestId: string) => program.ask('hand-over.keep', { requestId });
const refuse = ({ program }: Desk, requestId: string) =>
  program.ask('hand-over.refuse', { requestId });
const lookUp = ({ program }: Desk) =>
  program.ask('lookup.meeting', { sessionKey: '400971234', credentialId: null });

/** Ana gives Ben her key; he looks at it and keeps it. */
async function handOver(change: object = {}) {
  const { text, requestId } = await requestBy(ben);
  const gift = await giveFrom(ana, text, change);
  await open(ben, gift.text);
  await keep(ben, requestId);
  return { requestId, package: gift.text };
}

/** Moves every clock of a desk and its lock along, so that the vault stays open. */
async function pass({ world, program }: Desk, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10 * MINUTE) {
    world.clock.advance(Math.min(left, 10 * MINUTE));
    await program.ask('vault.touch', {});
  }
}

describe('A colleague', () => {
  it('is given a key, and looks a meeting up with it', async () => {
    await handOver();
    expect((await lookUp(ben)).meeting.name).toBe("John's Personal Room");
    const [given] = await keysOf(ana);
    const [got] = await keysOf(ben);
    expect(got).toMatchObject({ label: 'Sandbox', lookUpOnly: false, fields: given?.fields });
    expect(got?.id).not.toBe(given?.id);
  });

  it('compares the same fingerprint as the giver', async () => {
    const { text, fingerprint } = await requestBy(ben);
    const seen = await ana.program.ask('hand-over.read-request', { text });
    expect(seen.fingerprint).toBe(fingerprint);
    expect(fingerprint).toMatch(/^(\d{4} ){4}\d{4}$/);
  });
});

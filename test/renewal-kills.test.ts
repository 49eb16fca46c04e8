import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RenewalReport } from '../src/domain/renewal.ts';
import { recordsOf } from './fakes/desk.ts';
import { type Mishap, type Point, worldWithMishap } from './fakes/points.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram, withCode } from './fakes/program.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';
import {
  defaultKey,
  type Key,
  type Sandbox,
  startSandbox,
  webexMeetingsPaths,
} from './sandbox/sandbox.ts';

/** What must be shown: a test that finds fewer has lost what it counts with. */
const FEWEST_POINTS = 40;
/** More than any renewal needs to come to a good end, however it was interrupted. */
const MOST_STEPS = 4;

vi.setConfig({ testTimeout: 600_000 });

let sandbox: Sandbox;
let kept: FakeWorld;
let credentialId: string;
let code: string;

beforeAll(async () => {
  kept = createFakeWorld();
  sandbox = await startSandbox({ now: kept.clock.now });
  sandbox.webexMeetings.limits.perMinute = 1_000_000;
  sandbox.webexMeetings.limits.perMonth = 1_000_000;
  const program = startProgram(kept);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  ({ id: credentialId } = await program.ask('credentials.save', sandboxDraft(sandbox.origin)));
  const recovery = await program.ask('recovery.begin', { proof: null });
  await program.ask('recovery.confirm', { slotId: recovery.slotId });
  code = recovery.code;
});
afterAll(() => sandbox.close());

type Act = 'renewal.start' | 'renewal.leaked';

/** One renewal that was cut short: the storages it left, and what the server and the wire saw. */
interface Aftermath {
  world: FakeWorld;
  program: Program;
  minted: Key[];
  /** Keys in answers that reached the program, after which a commit was confirmed to it. */
  sealed: string[];
}

/** A browser in which a vault with the sandbox's key is open, at a server that has just that key. */
function freshStart(): FakeWorld {
  sandbox.webexMeetings.addKey(defaultKey);
  const world = createFakeWorld();
  copyContent(kept, world);
  return world;
}

/** Writes down which answers had been kept for certain. */
function witness(world: FakeWorld): { world: FakeWorld; sealed: string[] } {
  const sealed: string[] = [];
  let open: string[] = [];
  const { http, stores } = world;
  const watched: FakeWorld = {
    ...world,
    http: async (request) => {
      const reply = await http(request);
      if (request.url.endsWith(webexMeetingsPaths.renew) && reply.status === 200) {
        open.push(String(JSON.parse(reply.text).apikey));
      }
      return reply;
    },
    stores: {
      ...stores,
      local: {
        ...stores.local,
        set: async (values) => {
          const before = open;
          await stores.local.set(values);
          if (!Object.keys(values).some((name) => name.startsWith('head.'))) return;
          sealed.push(...before);
          open = open.filter((one) => !before.includes(one));
        },
      },
    },
  };
  return { world: watched, sealed };
}

/** Renews with one mishap; then the browser starts another worker, and the vault is opened anew. */
async function interrupted(act: Act, planned: { at: number; mishap: Mishap }): Promise<Aftermath> {
  const start = freshStart();
  const known = new Set(sandbox.webexMeetings.keys.map(({ apikey }) => apikey));
  const pointed = worldWithMishap(start, planned);
  const { world, sealed } = witness(pointed.world);
  const acted = startProgram(world)
    .ask(act, { credentialId })
    .then(
      () => undefined,
      () => undefined,
    );
  await Promise.race([acted, pointed.died]);
  // A call that was under way when the worker died arrives at the server all the same.
  const reborn = createFakeWorld();
  copyContent(start, reborn);
  const program = startProgram(reborn);
  await program.restartWorker();
  await program.ask('vault.lock', {});
  await program.ask('vault.unlock', withCode(code));
  const minted = sandbox.webexMeetings.keys.filter(({ apikey }) => !known.has(apikey));
  return { world: reborn, program, minted, sealed: [...sealed] };
}

const hintOf = (apikey: string) => `…${apikey.slice(-7)}`;
const reportOf = (program: Program) => program.ask('renewal.report', { credentialId });
const keyOf = async (program: Program) =>
  (await program.ask('program.state', {})).credentials.find(({ id }) => id === credentialId);

/** All keys that can be got at from outside, by their hints, and the texts of kept answers. */
async function storedIn(program: Program): Promise<{ hints: string[]; answers: string }> {
  const key = await keyOf(program);
  const report = await reportOf(program);
  const { answers } = await program.ask('renewal.answers', { credentialId });
  const texts = await Promise.all(
    answers.map(({ id: answerId }) =>
      program.ask('renewal.reveal-answer', { credentialId, answerId, ...withCode(code) }),
    ),
  );
  return {
    hints: [
      hintOf(key?.fields['apiKey'] ?? ''),
      ...(key?.previous ?? []).map(({ hint }) => hint),
      report?.newKeyHint ?? '',
    ],
    answers: texts.map(({ text }) => text).join('\n'),
  };
}

async function expectNothingLost({ world, program, minted, sealed }: Aftermath): Promise<void> {
  const { hints, answers } = await storedIn(program);
  const isStored = (apikey: string) => hints.includes(hintOf(apikey)) || answers.includes(apikey);
  // The server accepts a key that is stored, and the one in use works.
  expect(sandbox.webexMeetings.liveKeys.some(isStored), 'a stored key lives').toBe(true);
  await expectInUseWorks(program);
  // Every reply whose sealed write was confirmed is stored, with its secret.
  expect(
    sealed.filter((apikey) => !isStored(apikey)),
    'sealed and lost',
  ).toEqual([]);
  const records = (await recordsOf({ world, program })).join('\n');
  const secrets = minted.filter(({ apikey }) => isStored(apikey)).map(({ secretkey }) => secretkey);
  expect(secrets.filter((secret) => !records.includes(secret))).toEqual([]);
  // What the server made and nobody has is said.
  const isLost = minted.some(({ apikey }) => !isStored(apikey));
  if (isLost) expect((await reportOf(program))?.phase, 'a lost reply').toBe('unknown');
}

async function expectInUseWorks(program: Program): Promise<void> {
  const { meeting } = await program.ask('lookup.meeting', {
    sessionKey: '400971234',
    credentialId,
  });
  expect(meeting.name).toBe("John's Personal Room");
}

/** What a person presses next, by what the region shows. */
async function goOn(act: Act, program: Program, report: RenewalReport | null) {
  const half =
    report !== null &&
    (report.phase === 'answered' || report.phase === 'parsed' || report.stage === 'retire');
  return program.ask(half ? 'renewal.resume' : act, { credentialId });
}

async function expectGoodEnd(act: Act, { program, sealed }: Aftermath): Promise<void> {
  let report = await reportOf(program);
  for (let step = 0; step < MOST_STEPS && report?.phase !== 'promoted'; step += 1) {
    report = await goOn(act, program, report);
  }
  expect(report?.phase).toBe('promoted');
  await expectInUseWorks(program);
  const key = await keyOf(program);
  expect(key?.fields['apiKey']).not.toBe(defaultKey.apikey);
  expect(key?.renewal).toBeNull();
  const old = key?.previous.find(({ hint }) => hint === hintOf(defaultKey.apikey));
  expect(old?.leaked).toBe(act === 'renewal.leaked' ? 'off' : null);
  expect(sandbox.webexMeetings.liveKeys.includes(defaultKey.apikey)).toBe(act === 'renewal.start');
  // No key goes when what is written of the renewal goes.
  await program.ask('renewal.dismiss', { credentialId });
  const { hints, answers } = await storedIn(program);
  expect(sealed.filter((one) => !hints.includes(hintOf(one)) && !answers.includes(one))).toEqual(
    [],
  );
}

/** Every point of an act, found out by doing it once without a mishap. */
async function pointsOf(act: Act): Promise<Point[]> {
  const { world, points } = worldWithMishap(freshStart());
  const program = startProgram(world);
  const begun = points.length;
  await program.ask(act, { credentialId });
  return points.slice(begun);
}

describe.each(['renewal.start', 'renewal.leaked'] as const)(
  'Whatever happens at any point of %s',
  (act) => {
    it('a stored key works, no answer that was sealed is lost, a lost one is said, and it can be gone on with', async () => {
      const points = await pointsOf(act);
      let tried = 0;
      for (const [at, { name, mishaps }] of points.entries()) {
        for (const mishap of mishaps) {
          try {
            const after = await interrupted(act, { at, mishap });
            await expectNothingLost(after);
            await expectGoodEnd(act, after);
          } catch (error) {
            throw new Error(`At point ${at} (${name}) that ${mishap}: ${error}`, { cause: error });
          }
          tried += 1;
        }
      }
      expect(points.length).toBeGreaterThanOrEqual(FEWEST_POINTS);
      console.info(`${act}: ${points.length} points, ${tried} mishaps`);
    });
  },
);

import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../src/domain/time.ts';
import { PASSPHRASE, type Program, sandboxDraft, startProgram } from './fakes/program.ts';
import { createLimitedServer, type LimitedServer, untilDone } from './fakes/simulated-time.ts';
import { watchCiphers, whenQuiet } from './fakes/turns.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';

const reply = readFileSync(
  new URL('fixtures/webex-meetings/getsessioninfoagg.json', import.meta.url),
  'utf8',
);

let made: FakeWorld;
let keyId: string;
let world: FakeWorld;
let server: LimitedServer;
let program: Program;
/** How often a worker fetched what is seldom needed. */
let fetches: number;

beforeAll(async () => {
  watchCiphers();
  made = createFakeWorld();
  const first = startProgram(made);
  await first.ask('vault.create', { passphrase: PASSPHRASE });
  await first.ask('vault.set-lock-minutes', { minutes: 240 });
  keyId = (await first.ask('credentials.save', sandboxDraft('https://meetings-api.webex.com'))).id;
});

beforeEach(() => {
  world = createFakeWorld({ http: (request) => server.http(request) });
  copyContent(made, world);
  server = createLimitedServer(world.clock, 100, () => reply);
  const { fetchLater } = world;
  world.fetchLater = (...needs) => {
    fetches += 1;
    return fetchLater(...needs);
  };
  program = startProgram(world);
});

const until = <T>(task: Promise<T>) =>
  untilDone(task, world.clock, () => [world.timer, server.wire]);

/** A worker starts, and does what it does then. */
async function startAnew(): Promise<number> {
  await program.restartWorker();
  fetches = 0;
  await program.pass(4 * SECOND);
  await whenQuiet();
  return fetches;
}

const watch = (watchedFor: 'starts' | 'ends') =>
  program.ask('watch.start', {
    ...{ credentialId: keyId, sessionKey: '400971234', name: 'Weekly', watchedFor, hours: 1 },
    stayOpen: false,
  });
const bulk = () =>
  program.ask('bulk.start', {
    ...{ kind: 'meetings', credentialId: keyId, keys: ['400971234', '400971235'] },
    ...{ sparing: false, stayOpen: false },
  });

async function bulkIsDone(): Promise<void> {
  while ((await program.ask('bulk.report', {}))?.job.state !== 'done') {
    await until(new Promise<void>((resolve) => world.timer.after(SECOND, async () => resolve())));
  }
}

describe('A worker that starts fetches what is seldom needed', () => {
  it('not where nothing was ever begun', async () => {
    expect(await startAnew()).toBe(0);
  });

  it('for a watch that goes on, and no more once its end was told', async () => {
    await until(watch('starts'));
    expect(await startAnew()).toBe(1);
    await until(program.ask('watch.forget', { id: await onlyWatch() }));
    await until(watch('ends'));
    expect(await program.ask('watch.list', {})).toMatchObject([{ told: true }]);
    expect(await startAnew()).toBe(0);
  });

  it('for a bulk look-up that goes on, and no more while it is paused or done', async () => {
    await bulk();
    expect(await startAnew()).toBe(1);
    await until(program.ask('bulk.pause', {}));
    expect(await startAnew()).toBe(0);
    await until(program.ask('bulk.resume', {}));
    await bulkIsDone();
    await until(program.pass(MINUTE));
    expect(await startAnew()).toBe(0);
  });

  it('for renewals unasked, where somebody wants them', async () => {
    await program.ask('renewal.set-automatic', { days: 14 });
    expect(await startAnew()).toBe(1);
    await program.ask('renewal.set-automatic', { days: null });
    expect(await startAnew()).toBe(0);
  });
});

async function onlyWatch(): Promise<string> {
  const [only] = await program.ask('watch.list', {});
  if (only === undefined) throw new Error('Nothing is watched.');
  return only.id;
}

import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BulkItem, isSettled, MOST_IN_BULK } from '../src/domain/bulk.ts';
import { Failure } from '../src/domain/failure.ts';
import { HOUR, MINUTE, SECOND } from '../src/domain/time.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import { createLimitedServer, type LimitedServer, untilDone } from './fakes/simulated-time.ts';
import { createFakeTimer } from './fakes/timer.ts';
import { createDice, watchCiphers } from './fakes/turns.ts';
import { copyContent, createFakeLocks, createFakeWorld, type FakeWorld } from './fakes/world.ts';

const reply = readFileSync(
  new URL('fixtures/webex-meetings/getsessioninfoagg.json', import.meta.url),
  'utf8',
);
const LATENCY = 100;

let made: FakeWorld;
let keyId: string;

beforeAll(async () => {
  watchCiphers();
  made = createFakeWorld();
  const program = startProgram(made);
  await program.ask('vault.create', { passphrase: PASSPHRASE });
  await program.ask('vault.set-lock-minutes', { minutes: 240 });
  keyId = (await program.ask('credentials.save', sandboxDraft('https://meetings-api.webex.com')))
    .id;
});

let server: LimitedServer;
let world: FakeWorld;
let program: Program;
/** Session keys in the order in which the server was asked for them. */
let asked: string[];
/** Those whose answer came back. */
let answered: string[];
/** What the server says of some of them, instead of the truth. */
let oddly: Map<
  string,
  () => Promise<{ status: number; text: string; headers?: Record<string, string> }>
>;
/** Who waits until so many were asked for. */
let waiting: { count: number; resolve(): void } | null;
/** Who waits for news. */
let readers: (() => void)[];

beforeEach(() => {
  asked = [];
  answered = [];
  oddly = new Map();
  readers = [];
  waiting = null;
  world = createFakeWorld({
    http: async (request) => {
      const sessionKey = /\d{6,}/.exec(request.body ?? '')?.[0] ?? '';
      asked.push(sessionKey);
      if (asked.length >= (waiting?.count ?? Number.POSITIVE_INFINITY)) waiting?.resolve();
      const answer = await server.http(request);
      const odd = await oddly.get(sessionKey)?.();
      answered.push(sessionKey);
      return { ...answer, ...odd };
    },
  });
  copyContent(made, world);
  server = createLimitedServer(world.clock, LATENCY, () => reply);
  world.tellPages = () => {
    for (const tell of readers.splice(0)) tell();
  };
  program = startProgram(world);
});

const keys = (count: number) =>
  Array.from({ length: count }, (_, place) => String(400_000_000 + place));
const start = (count: number, change = {}) =>
  program.ask('bulk.start', {
    ...{ kind: 'meetings', credentialId: keyId, keys: keys(count) },
    ...{ sparing: false, stayOpen: false, ...change },
  });
const until = <T>(task: Promise<T>, timer = world.timer) =>
  untilDone(task, world.clock, () => [timer, server.wire]);
const report = async () => {
  const found = await program.ask('bulk.report', {});
  if (found === null) throw new Error('There is no bulk look-up.');
  return found;
};
const items = async (): Promise<BulkItem[]> => {
  const { settled } = await report();
  return (await program.ask('bulk.results', { chunks: [...settled.keys()] })).flat();
};
const news = () => new Promise<void>((resolve) => readers.push(resolve));

/** Until it is under way no more. */
async function over() {
  for (;;) {
    const found = await report();
    if (found.job.state !== 'running') return found;
    await news();
  }
}

/** The least time (ms) in which a server lets so many through. */
const shortestMs = (count: number) => Math.floor((count - 1) / server.perMinute) * MINUTE;

describe('A bulk look-up', () => {
  it('of 2,000 is refused nothing and loses no time', { timeout: 300_000 }, async () => {
    const before = world.clock.now();
    await start(2_000);
    const { job, failed } = await until(over());
    expect(job.state).toBe('done');
    expect(failed).toBe(0);
    expect(server.refused).toBe(0);
    expect(new Set(asked).size).toBe(2_000);
    expect(asked).toHaveLength(2_000);
    expect((world.clock.now() - before) / shortestMs(2_000)).toBeLessThanOrEqual(1.05);
  });

  it('keeps of each what a table tells, and no password', async () => {
    await start(3);
    await until(over());
    expect(await items()).toMatchObject([
      { key: '400000000', result: { name: "John's Personal Room", hostJoined: false } },
      { key: '400000001', failure: null },
      { key: '400000002', failure: null },
    ]);
    expect(JSON.stringify(await items())).not.toMatch(/password/i);
  });

  it('leaves a little of the limit to others, where that was chosen', async () => {
    await start(205, { sparing: true });
    const lookUp = async () => {
      await arrived(196);
      return program.ask('lookup.meeting', { sessionKey: '499999999', credentialId: keyId });
    };
    const before = world.clock.now();
    expect((await until(lookUp())).meeting.name).toBe("John's Personal Room");
    expect(world.clock.now() - before).toBeLessThan(30 * SECOND);
    await until(over());
    expect(server.refused).toBe(0);
  });

  it('killed at ten random points asks for none again that was answered, and misses none', {
    timeout: 300_000,
  }, async () => {
    const dice = createDice(20_261_121);
    await start(2_000);
    for (let death = 0; death < 10; death += 1) {
      const point = asked.length + Math.floor(dice() * 180) + 5;
      await until(arrived(point));
      const settledBefore = await dieAndRevive();
      expect([...settledBefore].sort()).toEqual([...answered].sort());
      const askedBefore = asked.length;
      await until(arrived(askedBefore + 1));
      settled.push({ keys: settledBefore, askedBefore });
    }
    expect((await until(over())).job.state).toBe('done');
    for (const { keys: done, askedBefore } of settled) {
      expect(asked.slice(askedBefore).filter((key) => done.has(key))).toEqual([]);
    }
    expect((await items()).filter((item) => !isSettled(item))).toEqual([]);
    expect(new Set(asked).size).toBe(2_000);
    expect(server.refused).toBe(0);
  });

  it('waits while it is locked, and goes on at the unlock, also after the browser was started again', async () => {
    await start(300);
    await until(arrived(50));
    await program.ask('vault.lock', {});
    await passing(MINUTE);
    const before = asked.length;
    await passing(5 * MINUTE);
    expect(asked).toHaveLength(before);
    world.session.content.clear();
    world.alarmsSet.clear();
    await program.restartWorker();
    await program.ask('vault.unlock', withPassphrase());
    expect((await until(over())).job.state).toBe('done');
    expect(asked.filter((key) => key === '400000000')).toHaveLength(1);
    expect((await items()).filter((item) => !isSettled(item))).toEqual([]);
  });

  it('pauses, goes on, and stops, each at a word', async () => {
    await start(300);
    await until(arrived(50));
    const atPause = asked.length;
    await until(program.ask('bulk.pause', {}));
    await passing(3 * MINUTE);
    const before = asked.length;
    expect(before - atPause).toBeLessThanOrEqual(10);
    expect((await report()).job.state).toBe('paused');
    await program.restartWorker();
    await passing(3 * MINUTE);
    expect(asked).toHaveLength(before);
    await until(program.ask('bulk.resume', {}));
    await until(arrived(before + 40));
    await until(program.ask('bulk.stop', {}));
    await passing(3 * MINUTE);
    const { job, settled: found } = await report();
    expect(job.state).toBe('stopped');
    expect(found.reduce((sum, count) => sum + count, 0)).toBe(asked.length);
    await program.ask('bulk.clear', {});
    expect(await program.ask('bulk.report', {})).toBeNull();
  });

  it('goes on at once when it is paused and resumed in one breath', async () => {
    await start(100);
    await until(arrived(20));
    await until(Promise.all([program.ask('bulk.pause', {}), program.ask('bulk.resume', {})]));
    expect((await until(over())).job.state).toBe('done');
    expect(asked).toHaveLength(100);
  });

  it('tells of each that failed why, and asks again for those that failed so', async () => {
    oddly.set('400000001', async () => ({ status: 404, text: '' }));
    oddly.set('400000002', async () => {
      throw new Failure('timed-out', { host: 'meetings-api.webex.com', seconds: 20 });
    });
    await start(5);
    expect(await until(over())).toMatchObject({ job: { state: 'done' }, failed: 2 });
    expect((await items()).map(({ failure }) => failure?.code)).toEqual([
      ...[undefined, 'meeting-missing', 'timed-out', undefined, undefined],
    ]);
    oddly.clear();
    asked.length = 0;
    await program.ask('bulk.retry', { codes: ['timed-out'] });
    expect(await until(over())).toMatchObject({ job: { state: 'done' }, failed: 1 });
    expect(asked).toEqual(['400000002']);
  });

  it('pauses by itself, and says why, where no other would fare better', async () => {
    for (const key of keys(40)) oddly.set(key, async () => ({ status: 401, text: '' }));
    await start(40);
    const { job, failed } = await until(over());
    expect(job).toMatchObject({ state: 'paused', why: { code: 'unauthorized' } });
    expect(failed).toBe(0);
    expect(asked.length).toBeLessThanOrEqual(20);
    oddly.clear();
    await until(program.ask('bulk.resume', {}));
    expect((await until(over())).job).toMatchObject({ state: 'done', why: null });
    expect((await items()).filter((item) => item.result === null)).toEqual([]);
  });

  it('waits as long as the server wants, which others may have called, too', async () => {
    const startedAtMs = world.clock.now();
    const isBusy = () => world.clock.now() < startedAtMs + 40 * SECOND;
    for (const key of keys(30)) {
      oddly.set(key, async () =>
        isBusy()
          ? { status: 429, text: '', headers: { 'retry-after': '45' } }
          : { status: 200, text: reply },
      );
    }
    await start(30);
    expect((await until(over())).job).toMatchObject({ state: 'done', why: null });
    expect((await items()).filter((item) => item.result === null)).toEqual([]);
    // Those that were under way when it said so, and no others.
    expect(asked.length).toBeLessThanOrEqual(40);
  });

  it('pauses by itself where the server goes on saying no', async () => {
    for (const key of keys(100)) {
      oddly.set(key, async () => ({ status: 429, text: '', headers: { 'retry-after': '1' } }));
    }
    await start(100);
    expect((await until(over())).job).toMatchObject({
      state: 'paused',
      why: { code: 'rate-limited' },
    });
    expect(asked.length).toBeLessThan(100);
  });

  it('pauses by itself while nobody answers', async () => {
    for (const key of keys(100)) {
      oddly.set(key, async () => {
        throw new Failure('no-answer', { host: 'meetings-api.webex.com' });
      });
    }
    await start(100);
    expect((await until(over())).job).toMatchObject({
      state: 'paused',
      why: { code: 'no-answer' },
    });
    expect(asked.length).toBeLessThan(30);
  });

  it('keeps the vault open until it is done, where that was chosen, an hour at most', async () => {
    await program.ask('vault.set-lock-minutes', { minutes: 1 });
    await start(900, { stayOpen: true });
    await until(arrived(850));
    expect((await program.ask('program.state', {})).vault).toBe('unlocked');
    await until(over());
    await passing(2 * MINUTE);
    expect((await program.ask('program.state', {})).vault).toBe('locked');
    await program.ask('vault.unlock', withPassphrase());
    world.clock.advance(HOUR);
    expect((await program.ask('program.state', {})).vault).toBe('locked');
  });

  it('keeps it open for no second hour by itself, however often its worker dies', async () => {
    await program.ask('vault.set-lock-minutes', { minutes: 1 });
    await program.ask('usage.set-share', { credentialId: keyId, percent: 1 });
    await start(900, { stayOpen: true });
    for (let death = 0; death < 4; death += 1) {
      await passing(20 * MINUTE);
      await program.restartWorker();
      await passing(10 * SECOND);
    }
    expect((await program.ask('program.state', {})).vault).toBe('locked');
  });

  it('is one at a time, and in the place of the one before', async () => {
    await start(20);
    await expect(start(3)).rejects.toMatchObject({ code: 'bulk-running' });
    await until(over());
    await start(2);
    await until(over());
    expect(await items()).toHaveLength(2);
  });

  it('takes no answer that was under way for the one before', async () => {
    let answer = () => {};
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    oddly.set('400000000', async () => {
      oddly.delete('400000000');
      await late;
      return { status: 404, text: '' };
    });
    await start(1);
    await until(arrived(1));
    await until(program.ask('bulk.stop', {}));
    await start(1);
    answer();
    await until(over());
    expect(await items()).toMatchObject([{ key: '400000000', failure: null }]);
  });

  it(`takes ${MOST_IN_BULK}, and no more`, async () => {
    await start(MOST_IN_BULK);
    expect((await report()).job.total).toBe(MOST_IN_BULK);
    await until(program.ask('bulk.stop', {}));
    await expect(start(MOST_IN_BULK + 1)).rejects.toMatchObject({ code: 'call-malformed' });
  });

  it('misses none and asks for none twice, wherever storage fails meanwhile', async () => {
    await start(30);
    for (let failing = 0; failing < 8; failing += 1) {
      world.local.failNext('write');
      await until(program.ask('bulk.report', {}));
      await passing(5 * SECOND);
      await until(program.ask('bulk.resume', {}).catch(() => undefined));
    }
    await until(over());
    expect((await items()).filter((item) => item.result === null)).toEqual([]);
    expect(asked).toHaveLength(30);
  });
});

/** What was settled at each death, and how many had been asked for by then. */
const settled: { keys: ReadonlySet<string>; askedBefore: number }[] = [];

function arrived(count: number): Promise<void> {
  return new Promise((resolve) => {
    waiting = { count, resolve };
    if (asked.length >= count) resolve();
  });
}

/** Time goes by, and whatever wants to happen meanwhile does. */
async function passing(ms: number): Promise<void> {
  let over = false;
  world.timer.after(ms, async () => {
    over = true;
  });
  await until(
    (async () => {
      while (!over)
        await new Promise((resolve) => world.timer.after(SECOND, async () => resolve(null)));
    })(),
  );
}

/** The worker dies: nothing that it asked is answered, and the next one finds what was written. */
async function dieAndRevive(): Promise<ReadonlySet<string>> {
  const { http, clock } = world;
  const after = createFakeWorld({ http });
  copyContent(world, after);
  server.wire.waiting.length = 0;
  world = { ...after, clock, timer: createFakeTimer(clock), locks: createFakeLocks() };
  world.tellPages = () => {
    for (const tell of readers.splice(0)) tell();
  };
  program = startProgram(world);
  const done = (await items()).filter(isSettled).map(({ key }) => key);
  await program.restartWorker();
  return new Set(done);
}

import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../src/domain/failure.ts';
import { HOUR, MINUTE, SECOND } from '../src/domain/time.ts';
import { MOST_WATCHED, mostCalls, type WatchedFor, type WatchHours } from '../src/domain/watch.ts';
import {
  PASSPHRASE,
  type Program,
  sandboxDraft,
  startProgram,
  withPassphrase,
} from './fakes/program.ts';
import { copyContent, createFakeWorld, type FakeWorld } from './fakes/world.ts';

const reply = readFileSync(
  new URL('fixtures/webex-meetings/getsessioninfoagg.json', import.meta.url),
  'utf8',
);

/** A meeting at a server that knows no limits, and when it was asked about. */
const server = {
  inProgress: false,
  hostJoined: false,
  failure: null as Failure | null,
  retryAfterSeconds: null as number | null,
  askedAtMs: [] as number[],
};

let made: FakeWorld;
let keyId: string;
let world: FakeWorld;
let program: Program;

function newWorld(): FakeWorld {
  const own = createFakeWorld({
    http: async () => {
      server.askedAtMs.push(own.clock.now());
      if (server.failure) throw server.failure;
      if (server.retryAfterSeconds !== null) {
        const headers = { 'retry-after': String(server.retryAfterSeconds) };
        return { status: 429, headers, text: '' };
      }
      const { accessControl, ...rest } = JSON.parse(reply);
      const { inProgress, hostJoined } = server;
      const now = { status: inProgress ? 'INPROGRESS' : 'NOT_INPROGRESS' };
      const text = JSON.stringify({
        ...rest,
        ...now,
        accessControl: { ...accessControl, hostJoined },
      });
      return { status: 200, headers: {}, text };
    },
  });
  return own;
}

beforeAll(async () => {
  made = newWorld();
  const first = startProgram(made);
  await first.ask('vault.create', { passphrase: PASSPHRASE });
  keyId = (await first.ask('credentials.save', sandboxDraft('https://meetings-api.webex.com'))).id;
});

beforeEach(() => {
  Object.assign(server, { inProgress: false, hostJoined: false, failure: null, askedAtMs: [] });
  server.retryAfterSeconds = null;
  world = newWorld();
  copyContent(made, world);
  world.granted.add('notifications');
  program = startProgram(world);
});

const order = (watchedFor: WatchedFor, hours: WatchHours = 1, sessionKey = '400971234') => ({
  ...{ credentialId: keyId, sessionKey, name: 'Weekly', watchedFor, hours, stayOpen: false },
});
const watch = (...what: Parameters<typeof order>) => program.ask('watch.start', order(...what));
const list = () => program.ask('watch.list', {});
const told = () => [...world.notifications.seen.values()].map(({ title }) => title);

/** Time goes by as in a browser, which rings no alarm more often than twice a minute. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 30 * SECOND)
    await program.pass(Math.min(left, 30 * SECOND));
}

/** Somebody is there all the time, so that it does not lock. */
async function passInUse(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= MINUTE) {
    await pass(Math.min(left, MINUTE));
    await program.ask('vault.touch', {});
  }
}

describe('A meeting that is watched', () => {
  it.each([
    ['host-joins', { inProgress: true, hostJoined: true }, 'The host of “Weekly” has joined'],
    ['starts', { inProgress: true }, '“Weekly” has started'],
    ['ends', { inProgress: false }, '“Weekly” has ended'],
  ] as const)(
    'until it %s is told of once, within one call of it',
    async (wanted, change, title) => {
      server.inProgress = wanted === 'ends';
      await watch(wanted);
      await passInUse(10 * MINUTE);
      expect(told()).toEqual([]);
      Object.assign(server, change);
      await pass(30 * SECOND);
      expect(told()).toEqual([title]);
      const asked = server.askedAtMs.length;
      await passInUse(30 * MINUTE);
      expect(server.askedAtMs).toHaveLength(asked);
      expect(told()).toHaveLength(1);
      expect(await list()).toMatchObject([{ end: { how: 'reached' }, told: true }]);
    },
  );

  it('keeps the vault open until the last of them is told, where that was chosen', async () => {
    await program.ask('vault.set-lock-minutes', { minutes: 1 });
    const vault = async () => (await program.ask('program.state', {})).vault;
    await program.ask('watch.start', { ...order('starts'), stayOpen: true });
    await program.ask('watch.start', { ...order('host-joins', 2), stayOpen: true });
    await pass(20 * MINUTE);
    server.inProgress = true;
    await pass(5 * MINUTE);
    expect([told().length, await vault()]).toEqual([1, 'unlocked']);
    server.hostJoined = true;
    await pass(MINUTE);
    expect(told()).toHaveLength(2);
    await pass(2 * MINUTE);
    expect(await vault()).toBe('locked');
  });

  it('keeps it open for an hour at most, and not once it is forgotten', async () => {
    await program.ask('vault.set-lock-minutes', { minutes: 1 });
    const vault = async () => (await program.ask('program.state', {})).vault;
    await program.ask('watch.start', { ...order('starts', 8), stayOpen: true });
    await pass(59 * MINUTE);
    expect(await vault()).toBe('unlocked');
    await pass(2 * MINUTE);
    expect(await vault()).toBe('locked');
    await program.ask('vault.unlock', withPassphrase());
    await program.ask('watch.start', { ...order('starts', 8), stayOpen: true });
    for (const { id } of await list()) await program.ask('watch.forget', { id });
    await pass(2 * MINUTE);
    expect(await vault()).toBe('locked');
  });

  it('is told of at once where it is so already', async () => {
    await watch('ends');
    expect(told()).toEqual(['“Weekly” has ended']);
  });

  it.each([1, 2, 4, 8] as const)(
    'costs no more calls in %s hours than was announced, and stops by itself',
    async (hours) => {
      await watch('starts', hours);
      await passInUse(hours * HOUR + 5 * MINUTE);
      expect(server.askedAtMs.length).toBeLessThanOrEqual(mostCalls(hours));
      expect(server.askedAtMs.length).toBeGreaterThan(mostCalls(hours) * 0.9);
      expect(await list()).toMatchObject([{ end: { how: 'time-over' } }]);
      expect(told()).toEqual(['“Weekly” is not watched any more']);
      expect(world.alarmsSet.has('watch')).toBe(false);
    },
  );

  it('costs no more calls than was announced by a clock that is set back again and again', async () => {
    await watch('starts', 1);
    for (let turn = 0; turn < 10; turn += 1) {
      await passInUse(10 * MINUTE);
      world.clock.advance(-9 * MINUTE);
      await program.ask('vault.unlock', withPassphrase());
    }
    expect(server.askedAtMs).toHaveLength(mostCalls(1));
    expect(await list()).toMatchObject([{ end: { how: 'calls-over' } }]);
  });

  it('survives the death of the worker, also in the middle of a call', async () => {
    await watch('starts');
    await pass(MINUTE);
    await program.restartWorker();
    server.inProgress = true;
    await pass(30 * SECOND);
    expect(told()).toHaveLength(1);
  });

  it('is asked about again where the worker died before its next alarm was set', async () => {
    await watch('starts');
    world.alarmsSet.delete('watch');
    await program.restartWorker();
    server.inProgress = true;
    await pass(MINUTE);
    expect(told()).toHaveLength(1);
  });

  it('waits while it is locked, and is asked about at the unlock', async () => {
    await watch('host-joins', 2);
    await program.ask('vault.lock', {});
    const asked = server.askedAtMs.length;
    await pass(20 * MINUTE);
    expect(server.askedAtMs).toHaveLength(asked);
    Object.assign(server, { inProgress: true, hostJoined: true });
    await program.ask('vault.unlock', withPassphrase());
    await vi.waitFor(() => expect(told()).toEqual(['The host of “Weekly” has joined']));
    await passInUse(10 * MINUTE);
    expect(server.askedAtMs).toHaveLength(asked + 1);
  });

  it('backs off while nobody answers, and goes on', async () => {
    await watch('starts', 2);
    server.failure = new Failure('no-answer', { host: 'meetings-api.webex.com' });
    server.askedAtMs = [];
    await passInUse(30 * MINUTE);
    const pauses = server.askedAtMs
      .slice(1)
      .map((at, place) => at - (server.askedAtMs[place] ?? 0));
    expect(Math.max(...pauses)).toBe(5 * MINUTE);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    server.failure = null;
    server.inProgress = true;
    await passInUse(5 * MINUTE);
    expect(told()).toEqual(['“Weekly” has started']);
  });

  it('is left alone as long as the server wants', async () => {
    await watch('starts', 2);
    server.retryAfterSeconds = 20 * 60;
    await pass(30 * SECOND);
    server.askedAtMs = [];
    await passInUse(19 * MINUTE);
    expect(server.askedAtMs).toEqual([]);
    Object.assign(server, { retryAfterSeconds: null, inProgress: true });
    await passInUse(7 * MINUTE);
    expect(told()).toEqual(['“Weekly” has started']);
  });

  it('is given up, in words, for what waiting does not mend', async () => {
    await watch('starts');
    await program.ask('credentials.delete', { id: keyId });
    await pass(30 * SECOND);
    expect(await list()).toMatchObject([
      { end: { how: 'failed', failure: { code: 'credential-missing' } } },
    ]);
    expect(told()).toEqual(['“Weekly” is not watched any more']);
  });

  it('can be forgotten, and is asked about no more', async () => {
    await watch('starts');
    const [one] = await list();
    await program.ask('watch.forget', { id: one?.id ?? '' });
    const asked = server.askedAtMs.length;
    await passInUse(10 * MINUTE);
    expect(server.askedAtMs).toHaveLength(asked);
    expect(await list()).toEqual([]);
  });

  it('is watched once for the same: a second time begins anew', async () => {
    await watch('starts', 1);
    await watch('starts', 4);
    await watch('host-joins', 1);
    expect((await list()).map(({ watchedFor, hours }) => [watchedFor, hours])).toEqual(
      expect.arrayContaining([
        ['starts', 4],
        ['host-joins', 1],
      ]),
    );
    expect(await list()).toHaveLength(2);
  });

  it(`is one of ${MOST_WATCHED} at most`, async () => {
    for (let count = 0; count < MOST_WATCHED; count += 1) {
      await watch('starts', 1, `40097${1000 + count}`);
    }
    await expect(watch('starts', 1, '400980000')).rejects.toMatchObject({ code: 'watch-full' });
  });

  it('is told of in the list where the system takes no notification', async () => {
    await watch('starts');
    world.notifications.show = async () => {
      throw new Error('The system takes none.');
    };
    server.inProgress = true;
    await pass(30 * SECOND);
    expect(await list()).toMatchObject([{ end: { how: 'reached', failure: null }, told: true }]);
    const asked = server.askedAtMs.length;
    await passInUse(5 * MINUTE);
    expect(server.askedAtMs).toHaveLength(asked);
  });

  it('is named by nothing that comes after a lock, and told of at the unlock', async () => {
    await watch('starts');
    server.inProgress = true;
    const { grants } = world.permissions;
    world.permissions.grants = async (names) => {
      await program.pressShortcut('lock');
      return grants(names);
    };
    await pass(30 * SECOND).catch(() => undefined);
    expect(told()).toEqual([]);
    world.permissions.grants = grants;
    await program.ask('vault.unlock', withPassphrase());
    await pass(30 * SECOND);
    expect(told()).toEqual(['“Weekly” has started']);
    expect(await list()).toMatchObject([{ end: { how: 'reached' }, told: true }]);
  });

  it(`is remembered with ${MOST_WATCHED} others that have ended, at most`, async () => {
    for (let count = 0; count < MOST_WATCHED + 3; count += 1) {
      await watch('ends', 1, `40097${1000 + count}`);
      world.clock.advance(SECOND);
    }
    await watch('starts', 1, '400980000');
    const kept = (await list()).map(({ sessionKey }) => sessionKey);
    expect(kept).toHaveLength(MOST_WATCHED + 1);
    expect(kept).toEqual(expect.arrayContaining(['400980000', '400971022', '400971003']));
  });

  it('is told of without notifications in the list alone', async () => {
    world.granted.delete('notifications');
    await watch('ends');
    expect(told()).toEqual([]);
    expect(await list()).toMatchObject([{ end: { how: 'reached' } }]);
  });

  it.each(['fails before it', 'fails after it', 'dies'])(
    'is told of once, wherever storage %s while it ends',
    async (mishap) => {
      for (let point = 1; point <= 24; point += 1) {
        server.inProgress = false;
        world = newWorld();
        copyContent(made, world);
        world.granted.add('notifications');
        program = startProgram(world);
        await watch('starts');
        server.inProgress = true;
        if (mishap === 'dies') {
          const died = world.local.dieAt(point, 'after');
          const passing = pass(30 * SECOND);
          await Promise.race([died, passing]);
        } else {
          world.local.failAt(point, mishap === 'fails before it' ? 'before' : 'after');
          await pass(30 * SECOND).catch(() => undefined);
        }
        world = revived(world);
        program = startProgram(world);
        await program.restartWorker();
        await pass(2 * MINUTE);
        expect(told(), `at ${point}`).toEqual(['“Weekly” has started']);
        expect(await list(), `at ${point}`).toMatchObject([{ told: true }]);
      }
    },
  );
});

/** The same browser with another worker. What was shown stays. */
function revived(before: FakeWorld): FakeWorld {
  const after = newWorld();
  copyContent(before, after);
  after.clock.advance(before.clock.now() - after.clock.now());
  after.granted.add('notifications');
  for (const [id, words] of before.notifications.seen) after.notifications.seen.set(id, words);
  return after;
}

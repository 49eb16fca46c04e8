import { setImmediate as untilIdle } from 'node:timers/promises';
import { vi } from 'vitest';
import type { StorageArea } from '../../src/adapters/storage.ts';
import type { FakeWorld } from './world.ts';

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Lets calls to the outside world through one at a time, in an order that a seed decides. A call
 * takes two turns: in the first it does what it does, in the second its caller hears of it.
 */
export interface Turns {
  /** Does something in its turn. */
  call<T>(who: string, task: () => Promise<T>): Promise<T>;
  /** Gives turns until a task is settled. Throws when nobody waits for a turn and it is not. */
  until<T>(task: Promise<T>): Promise<T>;
}

export function createTurns(dice: () => number): Turns {
  const waiting: { who: string; go: () => void }[] = [];
  const turn = (who: string) => new Promise<void>((go) => waiting.push({ who, go }));

  async function until<T>(task: Promise<T>): Promise<T> {
    let settled = false;
    const end = () => {
      settled = true;
    };
    task.then(end, end);
    for (;;) {
      await whenQuiet();
      if (!settled && waiting.length === 0) await whenFetched();
      if (settled) return task;
      // Ciphers end in an order of their own: sorted, the seed alone decides who is next.
      waiting.sort((a, b) => (a.who < b.who ? -1 : 1));
      const [next] = waiting.splice(Math.floor(dice() * waiting.length), 1);
      if (next === undefined) throw new Error('Nobody waits for a turn, and it is not done.');
      next.go();
    }
  }

  return {
    until,
    async call(who, task) {
      await turn(who);
      const result = await task();
      await turn(who);
      return result;
    },
  };
}

/** A worker of its own in a world that it shares with others. */
export interface Incarnation {
  world: FakeWorld;
  /** It dies: nothing of it is heard any more, and its locks are free. */
  die(): void;
  /** Rejects when it dies. */
  died: Promise<never>;
}

export function incarnationIn(world: FakeWorld, name: string, turns: Turns): Incarnation {
  let alive = true;
  let die = () => {};
  const died = new Promise<never>((_resolve, reject) => {
    die = () => {
      alive = false;
      reject(new Error('worker gone'));
    };
  });
  died.catch(() => undefined);

  const reach = <T>(what: string, task: () => Promise<T>) =>
    alive ? turns.call(`${name} ${what}`, () => (alive ? task() : never<T>())) : never<T>();
  const slow = (area: StorageArea, kind: string): StorageArea => ({
    get: (names) => reach(`get ${kind} ${names}`, () => area.get(names)),
    set: (values) => reach(`set ${kind} ${Object.keys(values)}`, () => area.set(values)),
    remove: (names) => reach(`remove ${kind} ${names}`, () => area.remove(names)),
    names: () => reach(`names ${kind}`, () => area.names()),
    room: () => area.room(),
  });
  const mortal = <T>(task: () => Promise<T>) => Promise.race([task(), died]);
  const { locks, stores, http } = world;
  return {
    die,
    died,
    world: {
      ...world,
      stores: {
        local: slow(stores.local, 'local'),
        session: slow(stores.session, 'session'),
        second: slow(stores.second, 'second'),
      },
      http: (request) => reach(`ask ${request.url}`, () => http(request)),
      locks: {
        exclusive: (lock, task) => (alive ? locks.exclusive(lock, () => mortal(task)) : never()),
        ifFree: (lock, task) => (alive ? locks.ifFree(lock, () => mortal(task)) : never()),
        isHeld: (lock) => locks.isHeld(lock),
      },
    },
  };
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}

/** Resolves when everybody waits: no promise has anything left to do, and no cipher is at work. */
export async function whenQuiet(): Promise<void> {
  do await untilIdle();
  while (ciphers.atWork > 0);
}

/** Resolves when every script is there that somebody began to fetch: that takes real time. */
export async function whenFetched(): Promise<void> {
  await vi.dynamicImportSettled();
  await whenQuiet();
}

const ciphers = { atWork: 0 };

/** Counts the work that WebCrypto does in threads of its own. Call it once in a test file. */
export function watchCiphers(): void {
  const verbs = [
    'decrypt',
    'deriveBits',
    'digest',
    'encrypt',
    'importKey',
    'sign',
    'verify',
  ] as const;
  for (const verb of verbs) {
    const real: unknown = Reflect.get(crypto.subtle, verb);
    if (typeof real !== 'function') throw new Error(`WebCrypto has no ${verb}.`);
    const counted = async (...parts: unknown[]) => {
      ciphers.atWork += 1;
      try {
        return await real.apply(crypto.subtle, parts);
      } finally {
        ciphers.atWork -= 1;
      }
    };
    Object.defineProperty(crypto.subtle, verb, { value: counted });
  }
}

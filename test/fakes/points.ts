import type { StorageArea } from '../../src/adapters/storage.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { FakeWorld } from './world.ts';

/**
 * What happens at a point: the call fails and was not done; it fails although it was done, so that
 * only the word of it is lost; it is done, and the worker dies at it; the clock leaps an hour.
 */
export type Mishap = 'fails' | 'is-lost' | 'dies' | 'leaps';

/** A call to the outside world, and what may happen at it. */
export interface Point {
  /** "set local", "http /gapi/v1/apikeys/actions/renew", "lock renewal", "clock". */
  name: string;
  mishaps: readonly Mishap[];
}

export interface PointedWorld {
  world: FakeWorld;
  /** Every call so far, in its order. */
  points: Point[];
  /** Resolves when the worker has died. */
  died: Promise<void>;
}

const HOUR = 3_600_000;
const READS = ['fails', 'dies'] as const;
const ACTS = ['fails', 'is-lost', 'dies'] as const;

/** The same world, in which one call goes wrong: that of the number (the first is 0). */
export function worldWithMishap(
  world: FakeWorld,
  planned: { at: number; mishap: Mishap } | null = null,
): PointedWorld {
  const points: Point[] = [];
  let dead = false;
  let leapMs = 0;
  let announce = () => {};
  const died = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const never = <T>() => new Promise<T>(() => {});

  /** Notes a point; gives what is to happen at it. */
  function arrive(name: string, mishaps: readonly Mishap[]): Mishap | null {
    points.push({ name, mishaps });
    return planned?.at === points.length - 1 ? planned.mishap : null;
  }

  async function reach<T>(
    { name, mishaps }: Point,
    task: () => Promise<T>,
    failure: () => Error,
  ): Promise<T> {
    if (dead) return never();
    const mishap = arrive(name, mishaps);
    if (mishap === 'fails') throw failure();
    const result = await task();
    if (dead) return never();
    if (mishap === 'is-lost') throw failure();
    if (mishap !== 'dies') return result;
    dead = true;
    announce();
    return never();
  }

  const slow = (area: StorageArea, kind: string): StorageArea => {
    const reading = () => new Failure('storage-failed', { doing: 'read' });
    const writing = () => new Failure('storage-failed', { doing: 'write' });
    return {
      get: (names) =>
        reach({ name: `get ${kind}`, mishaps: READS }, () => area.get(names), reading),
      names: () => reach({ name: `names ${kind}`, mishaps: READS }, () => area.names(), reading),
      set: (values) =>
        reach({ name: `set ${kind}`, mishaps: ACTS }, () => area.set(values), writing),
      remove: (names) =>
        reach({ name: `remove ${kind}`, mishaps: ACTS }, () => area.remove(names), writing),
      room: () => area.room(),
    };
  };
  /** A lock that is refused, or whose holder dies: then it is free for others. */
  const locking = <T>(name: string, take: () => Promise<T>) =>
    reach({ name: `lock ${name}`, mishaps: READS }, take, () => new Error('The lock is refused.'));
  const { locks, permissions, stores, clock } = world;
  return {
    points,
    died,
    world: {
      ...world,
      stores: {
        local: slow(stores.local, 'local'),
        session: slow(stores.session, 'session'),
        second: slow(stores.second, 'second'),
      },
      locks: {
        exclusive: (name, task) => locking(name, () => locks.exclusive(name, task)),
        ifFree: (name, task) => locking(name, () => locks.ifFree(name, task)),
        isHeld: (name) => locking(name, () => locks.isHeld(name)),
      },
      permissions: {
        ...permissions,
        allows: (pattern) =>
          reach({ name: 'permission', mishaps: READS }, () => permissions.allows(pattern), lost),
      },
      http: (request) => {
        const { host, pathname } = new URL(request.url);
        const failure = () => new Failure('no-answer', { host });
        return reach(
          { name: `http ${pathname}`, mishaps: ACTS },
          () => world.http(request),
          failure,
        );
      },
      clock: {
        ...clock,
        now: () => {
          if (!dead && arrive('clock', ['leaps']) === 'leaps') leapMs = HOUR;
          return clock.now() + leapMs;
        },
      },
    },
  };
}

function lost(): Error {
  return new Error('The browser does not answer.');
}

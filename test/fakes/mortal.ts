import { setImmediate as untilIdle } from 'node:timers/promises';
import { createFakeLocks, type FakeWorld } from './world.ts';

/** Ends a worker at any one of its calls to the outside world: that call, and every later one, never answers. */
export interface Mortality {
  /** Calls since the last `dieAt`. */
  calls(): number;
  /** The worker dies after the call of that number (from now, the first is 1) was done. */
  dieAt(call: number): Promise<void>;
  /** Waits until nothing of the dead worker moves, and lets another one live in what it left. */
  bury(): Promise<void>;
}

/** Makes the worker of a world mortal at its storage, badge, notifications, alarms and permissions. */
export function mortal(world: FakeWorld): Mortality {
  let calls = 0;
  let last = Number.POSITIVE_INFINITY;
  let onDeath = () => {};
  const never = new Promise<never>(() => {});

  async function call<T>(task: () => Promise<T>): Promise<T> {
    calls += 1;
    if (calls > last) return never;
    const result = await task();
    if (calls < last) return result;
    onDeath();
    return never;
  }
  const wrap = <T extends object>(owner: T, names: readonly (keyof T)[]) => {
    for (const name of names) {
      const verb = owner[name];
      if (typeof verb !== 'function') throw new Error(`${String(name)} is no verb.`);
      Reflect.set(owner, name, (...given: unknown[]) =>
        call(async () => Reflect.apply(verb, owner, given)),
      );
    }
  };
  for (const area of [world.local, world.session, world.second]) {
    wrap(area, ['get', 'set', 'remove', 'names']);
  }
  wrap(world.badge, ['show']);
  wrap(world.notifications, ['show', 'clear']);
  wrap(world.alarms, ['set', 'clear']);
  wrap(world.permissions, ['grants', 'allows']);

  return {
    calls: () => calls,
    dieAt: (number) => {
      calls = 0;
      last = number;
      return new Promise((resolve) => {
        onDeath = resolve;
      });
    },
    bury: async () => {
      last = 0;
      for (let turn = 0; turn < 20; turn += 1) await untilIdle();
      last = Number.POSITIVE_INFINITY;
      calls = 0;
      // The browser frees what the dead worker held.
      world.locks = createFakeLocks();
      world.timer.waiting.length = 0;
    },
  };
}

import type { Timer } from '../../src/adapters/timer.ts';
import type { StoppedClock } from '../sandbox/stopped-clock.ts';

/** Timers that ring when a test says so. */
export interface FakeTimer extends Timer {
  waiting: { atMs: number; task: () => Promise<void> }[];
  /** Rings whatever is due. */
  ring(): Promise<void>;
}

/**
 * Timers of a browser run by a clock of their own that nobody sets, so a test that sets the wall
 * clock back rings them by hand.
 */
export function createFakeTimer(clock: StoppedClock): FakeTimer {
  const timer: FakeTimer = {
    waiting: [],
    after: (ms, task) => void timer.waiting.push({ atMs: clock.now() + ms, task }),
    ring: async () => {
      const due = timer.waiting.filter(({ atMs }) => atMs <= clock.now());
      timer.waiting = timer.waiting.filter((each) => !due.includes(each));
      for (const { task } of due) await task();
    },
  };
  return timer;
}

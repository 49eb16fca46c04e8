/**
 * Does something after a while, if the worker still lives then. Nothing is promised: what must
 * happen has an alarm beside it, and whoever is called looks at the time again.
 */
export interface Timer {
  after(ms: number, task: () => Promise<void>): void;
}

export const workerTimer: Timer = {
  after: (ms, task) => {
    setTimeout(() => void task(), ms);
  },
};

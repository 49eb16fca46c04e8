/**
 * Does something after a while, if the worker still lives then. Nothing is promised: what must
 * happen has an alarm beside it, and whoever is called looks at the time again. Nobody waits for it,
 * so nobody is told when it fails, as it does where the vault was locked in that very moment.
 */
export interface Timer {
  after(ms: number, task: () => Promise<void>): void;
}

export const workerTimer: Timer = {
  after: (ms, task) => {
    setTimeout(() => void task().catch(() => undefined), ms);
  },
};

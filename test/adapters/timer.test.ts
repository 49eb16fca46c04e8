import { expect, it, onTestFinished } from 'vitest';
import { workerTimer } from '../../src/adapters/timer.ts';

it('What a timer sets off may fail without a word: nobody waits for it', async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown) => void unhandled.push(reason);
  const listeners = process.rawListeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
  onTestFinished(() => {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners)
      process.on('unhandledRejection', (...told) => listener(...told));
  });
  await new Promise<void>((resolve) => {
    workerTimer.after(0, () => Promise.reject(new Error('The vault is locked.')));
    workerTimer.after(1, async () => resolve());
  });
  // A rejection that nobody handles is told in the turn after.
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});

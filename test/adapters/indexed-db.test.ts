import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { indexedDbArea } from '../../src/adapters/indexed-db.ts';

const asItIs = <T>(task: () => Promise<T>) => task();
const area = indexedDbArea('test', asItIs, asItIs);

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('The second storage', () => {
  it('keeps values by name, and gives those that are there', async () => {
    await area.set({ one: { a: 1 }, two: 'b' });
    expect(await area.get(['one', 'two', 'three'])).toEqual({ one: { a: 1 }, two: 'b' });
    expect((await area.names()).sort()).toEqual(['one', 'two']);
    await area.remove(['one']);
    expect(await area.get(['one'])).toEqual({});
  });

  it('writes all of what one call brings, or nothing', async () => {
    await area.set({ kept: 1 });
    const cannotBeStored = { kept: 2, bad: () => 0 };
    await expect(area.set(cannotBeStored)).rejects.toThrow();
    expect(await area.get(['kept', 'bad'])).toEqual({ kept: 1 });
  });

  it('gives up on a database that hangs', async () => {
    vi.useFakeTimers();
    vi.spyOn(indexedDB, 'open').mockReturnValue(new EventTarget() as IDBOpenDBRequest);
    const asked = area.get(['one']).then(
      () => 'answered',
      () => 'gave up',
    );
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await asked).toBe('gave up');
  });
});

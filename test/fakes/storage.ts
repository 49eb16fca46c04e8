import type { StorageArea } from '../../src/adapters/storage.ts';
import { Failure } from '../../src/domain/failure.ts';

/** Storage that can be told to fail, and whose content a test may look at and spoil. */
export interface FakeStorage extends StorageArea {
  /** What lies in it, as JSON texts by name. */
  content: Map<string, string>;
  /** Makes the next calls of that kind reject with `storage-failed`. */
  failNext(doing: 'read' | 'write', times?: number): void;
  /** How many calls there were. */
  calls: number;
  /**
   * Makes the call of that number (from now, the first is 1) fail: before it does anything, or
   * after it was done, when only the word of it is lost.
   */
  failAt(call: number, when: 'before' | 'after'): void;
}

export function createFakeStorage(): FakeStorage {
  const content = new Map<string, string>();
  const failures = { read: 0, write: 0 };
  const planned = { call: 0, when: 'before' };

  function mayFail(doing: 'read' | 'write'): void {
    if (failures[doing] === 0) return;
    failures[doing] -= 1;
    throw new Failure('storage-failed', { doing });
  }

  /** One call, with whatever failure is planned for it. */
  async function call<T>(doing: 'read' | 'write', task: () => T): Promise<T> {
    storage.calls += 1;
    mayFail(doing);
    const due = storage.calls === planned.call;
    if (due && planned.when === 'before') throw new Failure('storage-failed', { doing });
    const result = task();
    if (due) throw new Failure('storage-failed', { doing });
    return result;
  }

  const storage: FakeStorage = {
    content,
    calls: 0,
    failAt(number, when) {
      planned.call = storage.calls + number;
      planned.when = when;
    },
    failNext(doing, times = 1) {
      failures[doing] = times;
    },
    get: (names) =>
      call('read', () => {
        const found = names.filter((name) => content.has(name));
        return Object.fromEntries(found.map((name) => [name, JSON.parse(content.get(name) ?? '')]));
      }),
    set: (values) =>
      call('write', () => {
        for (const [name, value] of Object.entries(values)) {
          content.set(name, JSON.stringify(value));
        }
      }),
    remove: (names) =>
      call('write', () => {
        for (const name of names) content.delete(name);
      }),
  };
  return storage;
}

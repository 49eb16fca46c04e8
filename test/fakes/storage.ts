import type { StorageArea } from '../../src/adapters/storage.ts';
import { Failure } from '../../src/domain/failure.ts';

/** Storage that can be told to fail, and whose content a test may look at and spoil. */
export interface FakeStorage extends StorageArea {
  /** What lies in it, as JSON texts by name. */
  content: Map<string, string>;
  /** Makes the next calls of that kind reject with `storage-failed`. */
  failNext(doing: 'read' | 'write', times?: number): void;
  /** How much may lie in it. */
  quotaBytes: number;
  /** How many calls there were. */
  calls: number;
  /**
   * Makes the call of that number (from now, the first is 1) fail: before it does anything, or
   * after it was done, when only the word of it is lost.
   */
  failAt(call: number, when: 'before' | 'after'): void;
  /**
   * Makes the worker die at the call of that number: neither it nor any later call ever answers.
   * Resolves when that has happened.
   */
  dieAt(call: number, when: 'before' | 'after'): Promise<void>;
}

export function createFakeStorage(): FakeStorage {
  const content = new Map<string, string>();
  const failures = { read: 0, write: 0 };
  const planned = {
    call: Number.POSITIVE_INFINITY,
    when: 'before',
    dies: false,
    onDeath: () => {},
  };

  function mayFail(doing: 'read' | 'write'): void {
    if (failures[doing] === 0) return;
    failures[doing] -= 1;
    throw new Failure('storage-failed', { doing });
  }

  /** One call, with whatever failure is planned for it. */
  async function call<T>(doing: 'read' | 'write', task: () => T): Promise<T> {
    storage.calls += 1;
    mayFail(doing);
    const due = storage.calls >= planned.call && (planned.dies || storage.calls === planned.call);
    const fail = () => {
      if (!planned.dies) throw new Failure('storage-failed', { doing });
      planned.onDeath();
      return new Promise<T>(() => {});
    };
    if (due && (planned.when === 'before' || storage.calls > planned.call)) return fail();
    const result = task();
    return due ? fail() : result;
  }

  const storage: FakeStorage = {
    content,
    calls: 0,
    quotaBytes: 10_485_760,
    failAt(number, when) {
      planned.call = storage.calls + number;
      planned.when = when;
    },
    dieAt(number, when) {
      this.failAt(number, when);
      planned.dies = true;
      return new Promise((resolve) => {
        planned.onDeath = resolve;
      });
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
    names: () => call('read', () => [...content.keys()]),
    room: async () => ({ usedBytes: usedBy(content), quotaBytes: storage.quotaBytes }),
  };
  return storage;
}

function usedBy(content: Map<string, string>): number {
  return [...content].reduce((sum, [name, text]) => sum + name.length + text.length, 0);
}

import type { StorageArea } from '../../src/adapters/storage.ts';
import { Failure } from '../../src/domain/failure.ts';

/** Storage that can be told to fail, and whose content a test may look at and spoil. */
export interface FakeStorage extends StorageArea {
  /** What lies in it, as JSON texts by name. */
  content: Map<string, string>;
  /** Makes the next calls of that kind reject with `storage-failed`. */
  failNext(doing: 'read' | 'write', times?: number): void;
}

export function createFakeStorage(): FakeStorage {
  const content = new Map<string, string>();
  const failures = { read: 0, write: 0 };

  function mayFail(doing: 'read' | 'write'): void {
    if (failures[doing] === 0) return;
    failures[doing] -= 1;
    throw new Failure('storage-failed', { doing });
  }

  return {
    content,
    failNext(doing, times = 1) {
      failures[doing] = times;
    },
    async get(names) {
      mayFail('read');
      const found = names.filter((name) => content.has(name));
      return Object.fromEntries(found.map((name) => [name, JSON.parse(content.get(name) ?? '')]));
    },
    async set(values) {
      mayFail('write');
      for (const [name, value] of Object.entries(values)) content.set(name, JSON.stringify(value));
    },
    async remove(names) {
      mayFail('write');
      for (const name of names) content.delete(name);
    },
  };
}

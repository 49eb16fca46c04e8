import { SECOND } from '../domain/time.ts';
import { within } from './deadline.ts';
import type { StorageArea } from './storage.ts';

/** Turns whatever a call rejects with into the failure that `StorageArea` promises. */
type Guard = <T>(task: () => Promise<T>) => Promise<T>;

const VALUES = 'values';
/** A database that hangs must not keep the vault shut. */
const DEADLINE = 5 * SECOND;

/**
 * A storage area in a database of its own. What one `set` writes is written together or not at all.
 * The database is opened for each call: a worker that dies leaves none open.
 */
export function indexedDbArea(name: string, read: Guard, write: Guard): StorageArea {
  async function using<T>(
    mode: IDBTransactionMode,
    task: (values: IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const database = await inTime(openDatabase(name));
    try {
      const transaction = database.transaction(VALUES, mode, { durability: 'strict' });
      const work = task(transaction.objectStore(VALUES));
      // What could not be stored must not leave the rest behind.
      work.catch(() => transaction.abort());
      const [result] = await inTime(Promise.all([work, completed(transaction)]));
      return result;
    } finally {
      database.close();
    }
  }

  return {
    get: (names) => read(() => using('readonly', (values) => getAll(values, names))),
    set: (changes) =>
      write(() =>
        using('readwrite', async (values) => {
          for (const [key, value] of Object.entries(changes)) values.put(value, key);
        }),
      ),
    remove: (names) =>
      write(() =>
        using('readwrite', async (values) => {
          for (const key of names) values.delete(key);
        }),
      ),
    names: () =>
      read(() =>
        using('readonly', async (values) => (await answered(values.getAllKeys())).map(String)),
      ),
    room: async () => ({ usedBytes: null, quotaBytes: null }),
  };
}

async function getAll(values: IDBObjectStore, names: readonly string[]) {
  const found: [string, unknown][] = [];
  await Promise.all(
    names.map(async (key) => {
      const value: unknown = await answered(values.get(key));
      if (value !== undefined) found.push([key, value]);
    }),
  );
  return Object.fromEntries(found);
}

function inTime<T>(task: Promise<T>): Promise<T> {
  return within(DEADLINE, task, () => new Error('The database does not answer.'));
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(VALUES);
  return answered(request);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

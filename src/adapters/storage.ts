import browser, { type Storage } from 'webextension-polyfill';
import { Failure } from '../domain/failure.ts';
import { indexedDbArea } from './indexed-db.ts';

/** A place for JSON values by name. Every verb may reject with Failure `storage-failed`. */
export interface StorageArea {
  get(names: readonly string[]): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
  /** The names of all that lies there. */
  names(): Promise<string[]>;
  room(): Promise<Room>;
}

/** How much lies in an area, and how much may. `null`: the browser does not say. */
export interface Room {
  usedBytes: number | null;
  quotaBytes: number | null;
}

/** `local` outlives the browser and lies on disk; `session` lives in memory until the browser ends. */
export interface Stores {
  local: StorageArea;
  session: StorageArea;
  /** On disk as well, and apart from `local`: what spoils one leaves the other. */
  second: StorageArea;
}

export const browserStores: Stores = {
  local: area(browser.storage.local),
  session: area(browser.storage.session),
  second: indexedDbArea('latchkey', read, write),
};

function area(store: Storage.StorageArea): StorageArea {
  return {
    get: (names) => read(() => store.get([...names])),
    set: (values) => write(() => store.set(values)),
    remove: (names) => write(() => store.remove([...names])),
    names: async () => Object.keys(await read(() => store.get(null))),
    room: () => roomOf(store),
  };
}

/** The polyfill's types have no quota, and not every Firefox counts what lies in `local`. */
async function roomOf(store: Storage.StorageArea): Promise<Room> {
  const quota: unknown = Reflect.get(store, 'QUOTA_BYTES');
  const count: unknown = Reflect.get(store, 'getBytesInUse');
  if (typeof quota !== 'number' || typeof count !== 'function') {
    return { usedBytes: null, quotaBytes: null };
  }
  const used: unknown = await read(async () => count.call(store, null));
  return { usedBytes: typeof used === 'number' ? used : null, quotaBytes: quota };
}

async function read<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch {
    throw new Failure('storage-failed', { doing: 'read' });
  }
}

async function write<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch {
    throw new Failure('storage-failed', { doing: 'write' });
  }
}

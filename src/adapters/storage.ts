import browser, { type Storage } from 'webextension-polyfill';
import { Failure } from '../domain/failure.ts';

/** A place for JSON values by name. Every verb may reject with Failure `storage-failed`. */
export interface StorageArea {
  get(names: readonly string[]): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
}

/** `local` outlives the browser and lies on disk; `session` lives in memory until the browser ends. */
export interface Stores {
  local: StorageArea;
  session: StorageArea;
}

export const browserStores: Stores = {
  local: area(browser.storage.local),
  session: area(browser.storage.session),
};

function area(store: Storage.StorageArea): StorageArea {
  return {
    get: (names) => read(() => store.get([...names])),
    set: (values) => write(() => store.set(values)),
    remove: (names) => write(() => store.remove([...names])),
  };
}

async function read<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch {
    throw new Failure('storage-failed', { doing: 'read' });
  }
}

async function write(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch {
    throw new Failure('storage-failed', { doing: 'write' });
  }
}

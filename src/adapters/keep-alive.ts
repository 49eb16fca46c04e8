import browser from 'webextension-polyfill';
import { SECOND } from '../domain/time.ts';

/** Firefox ends a background page after 30 s without an API call, even in the middle of an answer. */
const EVERY = 15 * SECOND;

/** Keeps the worker alive while a task runs. */
export async function keepAlive<T>(task: Promise<T>): Promise<T> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), EVERY);
  try {
    return await task;
  } finally {
    clearInterval(timer);
  }
}

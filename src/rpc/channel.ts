import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type Change, changeSchema } from './change.ts';

/**
 * The browser's own road between pages and worker, which knows nothing of what it carries: the
 * pages' end (the worker's is `worker-channel.ts`).
 */

/** Sends a message from a page to the worker. */
export function sendToWorker(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/** Calls back when the worker says that something changed; returns how to stop listening. */
export function listenInPage(onChange: (change: Change) => void): () => void {
  const listener = (message: unknown): undefined => {
    const change = v.safeParse(changeSchema, message);
    if (change.success) onChange(change.output);
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}

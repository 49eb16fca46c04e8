import browser from 'webextension-polyfill';
import type { Change } from './change.ts';
import type { Router } from './router.ts';
import { senderOf } from './sender.ts';

/** The worker's end of the browser's own road (the pages' end is `channel.ts`). */

/** Keeps the worker from being ended while a task runs. */
type KeepAlive = <T>(task: Promise<T>) => Promise<T>;

/** Lets the router answer what pages send. To be called in the worker's first turn. */
export function listenInWorker(router: Router, keepAlive: KeepAlive): void {
  // sendResponse and `true` work in every browser; a returned promise does not.
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    void keepAlive(router(message, senderOf(sender))).then(sendResponse);
    return true;
  });
}

/** This extension's ID and the origin of its pages. */
export function ownIdentity(): { id: string; origin: string } {
  return { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('')).origin };
}

/** Tells every open page that something changed. */
export async function tellPages(change: Change): Promise<void> {
  try {
    await browser.runtime.sendMessage(change);
  } catch {
    // No page is open: nobody needs to be told.
  }
}

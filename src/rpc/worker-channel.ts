import browser from 'webextension-polyfill';
import type { Change } from './change.ts';
import type { PageReply, PageSender } from './page-door.ts';
import type { Router } from './router.ts';
import { pageSenderOf, senderOf } from './sender.ts';

/** The worker's end of the browser's own road (the pages' end is `channel.ts`). */

/** Keeps the worker from being ended while a task runs. */
type KeepAlive = <T>(task: Promise<T>) => Promise<T>;

/** What answers our scripts in web pages. */
type FromPage = (message: unknown, sender: PageSender) => Promise<PageReply>;

/**
 * Lets the router answer what our pages send, and `fromPage` what our scripts in web pages do. To be
 * called in the worker's first turn.
 */
export function listenInWorker(router: Router, fromPage: FromPage, keepAlive: KeepAlive): void {
  // sendResponse and `true` work in every browser; a returned promise does not.
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    const told = senderOf(sender);
    const page = pageSenderOf(told, browser.runtime.id);
    const answer = page ? fromPage(message, page) : router(message, told);
    void keepAlive<unknown>(answer).then(sendResponse);
    return true;
  });
}

/** This extension's ID and the origin of its pages. */
export function ownIdentity(): { id: string; origin: string } {
  return { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('')).origin };
}

/** Whether a script in a web page wants the panel opened, which has to be done at once. */
export function wantsPanel(message: unknown): boolean {
  return Object(message).ask === 'panel';
}

/** Tells every open page that something changed. */
export async function tellPages(change: Change): Promise<void> {
  try {
    await browser.runtime.sendMessage(change);
  } catch {
    // No page is open: nobody needs to be told.
  }
}

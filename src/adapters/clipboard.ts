import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type ClipboardOrder, clipboardReportSchema } from '../domain/clipboard-order.ts';
import { SECOND } from '../domain/time.ts';

/** The system's clipboard. */
export interface Clipboard {
  /**
   * Shows the text that is on it ('' when it is something else), and empties it if that is ours.
   * What is copied in between stays. Rejects when the browser does not let us, or does not do it.
   */
  emptyIf(isOurs: (text: string) => Promise<boolean>): Promise<void>;
}

/** Chromium's, by way of a page that nobody sees; Firefox's background reaches it by itself. */
export const browserClipboard: Clipboard = {
  emptyIf: __BROWSER__ === 'chromium' ? emptyFromPage : emptyFromBackground,
};

async function emptyFromBackground(isOurs: (text: string) => Promise<boolean>): Promise<void> {
  const clipboard: unknown = Reflect.get(navigator, 'clipboard');
  if (!isTextClipboard(clipboard)) throw new Error('This background has no clipboard.');
  const found = await clipboard.readText();
  if ((await isOurs(found)) && (await clipboard.readText()) === found) {
    await clipboard.writeText('');
  }
}

/** The part of the page's `navigator.clipboard` that the types of a worker do not know. */
interface TextClipboard {
  readText(): Promise<string>;
  writeText(text: string): Promise<void>;
}

function isTextClipboard(candidate: unknown): candidate is TextClipboard {
  return has(candidate, 'readText') && has(candidate, 'writeText');
}

const PAGE = 'src/offscreen/offscreen.html';
const ANSWER_WITHIN = 5 * SECOND;

async function emptyFromPage(isOurs: (text: string) => Promise<boolean>): Promise<void> {
  const offscreen: unknown = Reflect.get(browser, 'offscreen');
  if (!isOffscreen(offscreen)) throw new Error('This Chromium has no offscreen pages.');
  try {
    // One may be left from a worker that died, and there may be only one.
    const page = (await findPage()) ?? (await openPage(offscreen));
    const { found } = await order(page, { order: 'read' });
    if (found === null) throw new Error('The browser does not show the clipboard.');
    if (await isOurs(found)) await emptyInPage(page, found);
  } finally {
    await offscreen.closeDocument();
  }
}

async function emptyInPage(page: Page, expected: string): Promise<void> {
  const { found } = await order(page, { order: 'empty', expected });
  if (found === expected) throw new Error('The browser does not empty the clipboard.');
}

async function openPage(offscreen: Offscreen): Promise<Page> {
  await offscreen.createDocument({
    url: PAGE,
    reasons: ['CLIPBOARD'],
    justification: 'Takes a copied secret off the clipboard.',
  });
  const page = await findPage();
  if (page === null) throw new Error('The offscreen page was closed at once.');
  return page;
}

/** The offscreen page as a client of this worker: only the worker can post to it. */
async function findPage(): Promise<Page | null> {
  const clients: unknown = Reflect.get(globalThis, 'clients');
  if (!isClients(clients)) throw new Error('This is no service worker.');
  const url = browser.runtime.getURL(PAGE);
  const pages = (await clients.matchAll({ includeUncontrolled: true })).filter(isPage);
  return pages.find((page) => page.url === url) ?? null;
}

/** Gives an order and waits for the report, which comes over a channel that nobody else has. */
async function order(page: Page, wanted: ClipboardOrder) {
  const { port1, port2 } = new MessageChannel();
  try {
    const report = await new Promise<unknown>((resolve, reject) => {
      port1.onmessage = ({ data }) => resolve(data);
      setTimeout(() => reject(new Error('The offscreen page is silent.')), ANSWER_WITHIN);
      page.postMessage(wanted, [port2]);
    });
    return v.parse(clipboardReportSchema, report);
  } finally {
    port1.close();
  }
}

/** `chrome.offscreen`, which the polyfill's types do not know. */
interface Offscreen {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}

/** The worker's `clients`, which the types of pages do not know. */
interface Clients {
  matchAll(options: { includeUncontrolled: boolean }): Promise<readonly unknown[]>;
}

interface Page {
  url: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

function isOffscreen(candidate: unknown): candidate is Offscreen {
  return has(candidate, 'createDocument') && has(candidate, 'closeDocument');
}

function isClients(candidate: unknown): candidate is Clients {
  return has(candidate, 'matchAll');
}

function isPage(candidate: unknown): candidate is Page {
  return has(candidate, 'url') && has(candidate, 'postMessage');
}

function has(candidate: unknown, name: string): boolean {
  return typeof candidate === 'object' && candidate !== null && name in candidate;
}

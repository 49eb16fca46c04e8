import browser from 'webextension-polyfill';
import type { OffscreenOrder } from '../domain/offscreen-order.ts';
import { SECOND } from '../domain/time.ts';
import { within } from './deadline.ts';
import { webLocks } from './locks.ts';

/** What the page is opened for, as Chromium wants to know it. */
export interface Purpose {
  reason: 'CLIPBOARD' | 'WORKERS';
  justification: string;
}

/** The offscreen page as a client of this worker: only the worker can post to it. */
export interface OffscreenPage {
  url: string;
  postMessage(order: OffscreenOrder, transfer: Transferable[]): void;
}

const PAGE = 'src/offscreen/offscreen.html';
const OPEN_WITHIN = 20 * SECOND;
const LOOK_EVERY = SECOND;

/**
 * Opens Chromium's page that nobody sees, for one task, and closes it. There may be only one, so
 * whoever wants it waits until the one before is done: nobody closes it under another.
 * Rejects when there is no page to be had.
 */
export async function withOffscreenPage<T>(
  purpose: Purpose,
  task: (page: OffscreenPage) => Promise<T>,
): Promise<T> {
  const offscreen: unknown = Reflect.get(browser, 'offscreen');
  if (!isOffscreen(offscreen)) throw new Error('This Chromium has no offscreen pages.');
  return webLocks.exclusive('offscreen-page', async () => {
    try {
      const late = () => new Error('The offscreen page does not open.');
      const page = await within(OPEN_WITHIN, openPage(offscreen, purpose), late);
      return await whileOpen(task(page));
    } finally {
      await close(offscreen);
    }
  });
}

/** The result of the task, or an error once there is no page any more. */
async function whileOpen<T>(task: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const gone = new Promise<never>((_, reject) => {
    // Nothing tells: a port whose other end has died stays silent.
    timer = setInterval(async () => {
      if ((await findPage()) === null) reject(new Error('The offscreen page was closed.'));
    }, LOOK_EVERY);
  });
  try {
    return await Promise.race([task, gone]);
  } finally {
    clearInterval(timer);
  }
}

async function openPage(offscreen: Offscreen, purpose: Purpose): Promise<OffscreenPage> {
  const options = { url: PAGE, reasons: [purpose.reason], justification: purpose.justification };
  try {
    await offscreen.createDocument(options);
  } catch {
    // One is left from a worker that died: whatever it still does is for nobody.
    await close(offscreen);
    await offscreen.createDocument(options);
  }
  const page = await findPage();
  if (page === null) throw new Error('The offscreen page was closed at once.');
  return page;
}

async function close(offscreen: Offscreen): Promise<void> {
  try {
    await offscreen.closeDocument();
  } catch {
    // It is closed.
  }
}

async function findPage(): Promise<OffscreenPage | null> {
  const clients: unknown = Reflect.get(globalThis, 'clients');
  if (!isClients(clients)) throw new Error('This is no service worker.');
  const url = browser.runtime.getURL(PAGE);
  const pages = (await clients.matchAll({ includeUncontrolled: true })).filter(isPage);
  return pages.find((page) => page.url === url) ?? null;
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

function isOffscreen(candidate: unknown): candidate is Offscreen {
  return has(candidate, 'createDocument') && has(candidate, 'closeDocument');
}

function isClients(candidate: unknown): candidate is Clients {
  return has(candidate, 'matchAll');
}

function isPage(candidate: unknown): candidate is OffscreenPage {
  return has(candidate, 'url') && has(candidate, 'postMessage');
}

function has(candidate: unknown, name: string): boolean {
  return typeof candidate === 'object' && candidate !== null && name in candidate;
}

import * as v from 'valibot';
import { type ClipboardOrder, clipboardReportSchema } from '../domain/clipboard-order.ts';
import { SECOND } from '../domain/time.ts';
import { within } from './deadline.ts';
import { type OffscreenPage, withOffscreenPage } from './offscreen-page.ts';

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

const ANSWER_WITHIN = 5 * SECOND;

function emptyFromPage(isOurs: (text: string) => Promise<boolean>): Promise<void> {
  const justification = 'Takes a copied secret off the clipboard.';
  return withOffscreenPage({ reason: 'CLIPBOARD', justification }, async (page) => {
    const { found } = await order(page, { order: 'read' });
    if (found === null) throw new Error('The browser does not show the clipboard.');
    if (await isOurs(found)) await emptyInPage(page, found);
  });
}

async function emptyInPage(page: OffscreenPage, expected: string): Promise<void> {
  const { found } = await order(page, { order: 'empty', expected });
  if (found === expected) throw new Error('The browser does not empty the clipboard.');
}

/** Gives an order and waits for the report, which comes over a channel that nobody else has. */
async function order(page: OffscreenPage, wanted: ClipboardOrder) {
  const { port1, port2 } = new MessageChannel();
  try {
    const report = new Promise<unknown>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    page.postMessage(wanted, [port2]);
    const late = () => new Error('The offscreen page is silent.');
    return v.parse(clipboardReportSchema, await within(ANSWER_WITHIN, report, late));
  } finally {
    port1.close();
  }
}

function has(candidate: unknown, name: string): boolean {
  return typeof candidate === 'object' && candidate !== null && name in candidate;
}

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import type { BrowserKind } from '../../../scripts/browsers.ts';

/** How to launch a browser with Latchkey in it. */
export interface LaunchOptions {
  /** The built extension's folder. Default is `dist/<kind>`. */
  readonly extension?: string;
  /** A folder that outlives the browser; default is a fresh one that does not. */
  readonly profile?: string;
  /** Shows windows, on the display of the environment. Default is false. */
  readonly visible?: boolean;
  /**
   * The browser asks before it allows a host, as it does with people. Default is false: what was
   * allowed beforehand is allowed, and nobody can answer a prompt.
   */
  readonly prompts?: boolean;
  /** The folder that downloads go to, without a question. Default is the browser's own. */
  readonly downloads?: string;
  /** Keeps whatever a person's own browser would: forms, passwords, tabs. Default is false. */
  readonly remembers?: boolean;
}

/** An open popup and how to close it. */
export interface OpenPopup {
  readonly page: Page;
  close(): Promise<void>;
}

/** A running browser with Latchkey installed, the same for both kinds. */
export interface LiveBrowser {
  readonly kind: BrowserKind;
  /** The panel's page in the tab that installing opened, or else in a new tab. */
  openPanel(): Promise<Page>;
  /** Opens any address in a new tab. */
  openTab(url: string): Promise<Page>;
  /** Installs another extension beside Latchkey; gives the origin of its pages. */
  installNeighbour(folder: string): Promise<string>;
  /** Opens the popup of the toolbar button, as a click on it does. */
  openPopup(): Promise<OpenPopup>;
  /** Allows a host (a match pattern), as the person does at the browser's prompt. */
  allowHost(pattern: string): Promise<void>;
  /** Takes a host's permission back, as the person does in the browser's settings. */
  forbidHost(pattern: string): Promise<void>;
  /** Waits for the browser's prompt about a permission and accepts it. Needs the option `prompts`. */
  acceptPrompt(): Promise<void>;
  /** Waits until a tab with that address is open, and closes it. */
  opened(url: string): Promise<void>;
  /** Presses Alt, Shift and a letter in the browser's window. Needs the option `prompts`. */
  pressShortcut(letter: 'l' | 'u'): Promise<void>;
  /** Chooses our line of the context menu, which is open. Needs the option `prompts`. */
  chooseInMenu(): Promise<void>;
  /** Types into the address bar and presses Enter. Needs the option `prompts`. */
  askInAddressBar(text: string): Promise<void>;
  /** Waits for the panel in the browser's own place for it, the side panel or the sidebar. */
  sidePanel(): Promise<Page>;
  /** Puts the version in anew that is there, as an update does that was found in the meantime. */
  update(): Promise<void>;
  /** Has the browser tell the extension that the computer locked; Firefox tells nobody. */
  lockComputer(): Promise<void>;
  /** Clicks on a notification that the extension shows; the browser cannot be told to, so it tells. */
  clickNotification(id: string): Promise<void>;
  /** Ends the worker (Chromium) or the event page (Firefox), and resolves when it is stopped. */
  stopBackground(): Promise<void>;
  /** What the browser warned of at install. */
  installWarnings(): Promise<readonly string[]>;
  /** Uncaught errors, errors on the console and violations of the CSP, in any page or the background. */
  troubles(): Promise<readonly string[]>;
  /** Hosts (with ports) that the extension's pages and its background sent requests to. */
  hostsAsked(): Promise<readonly string[]>;
  /** Resolves when the browser was ended, by whomever. */
  readonly closed: Promise<void>;
  /** Lets the browser write what it keeps of the open tabs, if it can be told to. */
  writeSession(): Promise<void>;
  /** Ends the browser as a crash does: nothing is put in order. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Ends the process of a browser in mid-use, and resolves when it is gone. */
export async function killProcess(browser: Browser): Promise<void> {
  const process = browser.process();
  if (!process) throw new Error('This browser was not started here.');
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
}

/** The folder of a build. */
export function buildFolder(mode: string): string {
  return fileURLToPath(new URL(`../../../dist/${mode}`, import.meta.url));
}

export const PANEL_PATH = 'src/panel/panel.html';
export const POPUP_PATH = 'src/popup/popup.html';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/browsers.ts';
import { FIREFOX_ID } from '../../../scripts/manifest.ts';
import * as inside from './firefox-inside.ts';
import {
  buildFolder,
  killProcess,
  type LaunchOptions,
  type LiveBrowser,
  type OpenPopup,
  PANEL_PATH,
} from './live-browser.ts';

const PREFERENCES = {
  // An extension that was loaded for a test is forgotten when Firefox ends; its data must not be.
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
};

/** 2 stands for a folder of one's own. */
function savingTo(folder: string) {
  return {
    'browser.download.folderList': 2,
    'browser.download.dir': folder,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    // Else its list of downloads opens over the page and takes the keys.
    'browser.download.alwaysOpenPanel': false,
  };
}

/** What the test tool turns off and people have turned on. */
const MEMORY = {
  'browser.formfill.enable': true,
  'browser.sessionstore.interval': 1_000,
  'browser.sessionstore.privacy_level': 0,
  'signon.autofillForms': true,
  'signon.rememberSignons': true,
};

/** Firefox, driven over WebDriver BiDi. */
export async function launchFirefox(options: LaunchOptions = {}): Promise<LiveBrowser> {
  const { profile, downloads, visible = false, prompts = false } = options;
  const home = await mkdtemp(join(tmpdir(), 'latchkey-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await findBrowser('firefox'),
    headless: !visible,
    defaultViewport: null,
    // Opens the extension's pages and Firefox's privileged scope to the protocol.
    args: ['--remote-allow-system-access'],
    env: {
      ...process.env,
      HOME: home,
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      MOZ_CRASHREPORTER_DISABLE: '1',
    },
    extraPrefsFirefox: {
      ...PREFERENCES,
      ...(options.remembers ? MEMORY : {}),
      // Without prompts, what is asked for in a click is granted.
      'extensions.webextOptionalPermissionPrompts': prompts,
      ...(downloads === undefined ? {} : savingTo(downloads)),
    },
    ...(profile === undefined ? {} : { userDataDir: profile }),
  });
  const protocol = protocolOf(browser);
  const run = await privilegedScope(protocol);
  await run(inside.collectTroubles);
  await run(inside.watchRequests);
  await run(inside.letPopupsBeReached);
  await run(inside.keepNotifications);
  await browser.installExtension(options.extension ?? buildFolder('firefox'));
  const host = await run(inside.hostOf, FIREFOX_ID);
  return liveBrowser({ browser, protocol, run, host, home });
}

/** What puppeteer keeps to itself: the wire, and the events that come over it. */
interface Protocol {
  send(method: string, params: object): Promise<{ result: unknown }>;
  emit(event: string, params: object): void;
}

/** Runs a function (as text) in Firefox's own scope; resolves to the text that it returns. */
type Run = (code: string, ...args: readonly string[]) => Promise<string>;

interface Parts {
  readonly browser: Browser;
  readonly protocol: Protocol;
  readonly run: Run;
  /** Of the extension's pages. */
  readonly host: string;
  readonly home: string;
}

const MOST_TRIES = 4;
const LOADING_MS = 15_000;

/** Firefox tells nobody when a page of an extension has loaded, nor when a busy one drops it. */
async function goTo(page: Page, url: string): Promise<void> {
  const there = () => location.href !== 'about:blank' && document.readyState === 'complete';
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    await page.goto(url, { waitUntil: [] });
    const arrived = page.waitForFunction(there, { timeout: LOADING_MS }).then(() => true);
    if (await arrived.catch(() => false)) return;
  }
  throw new Error(`Firefox does not go to ${url}`);
}

function liveBrowser({ browser, protocol, run, host, home }: Parts): LiveBrowser {
  const panelUrl = `moz-extension://${host}/${PANEL_PATH}`;

  async function openPanel(): Promise<Page> {
    const known = (await browser.pages()).find((page) => page.url() === panelUrl);
    const page = known ?? (await openedByInstall()) ?? (await openTab(panelUrl));
    await page.bringToFront();
    return page;
  }

  async function openedByInstall(): Promise<Page | null> {
    const tab = (await contexts(protocol)).find(({ url }) => url === panelUrl);
    return tab ? adopt(browser, protocol, tab) : null;
  }

  async function openTab(url: string): Promise<Page> {
    const page = await browser.newPage();
    await goTo(page, url);
    return page;
  }

  async function openPopup(): Promise<OpenPopup> {
    const opened: Context = JSON.parse(await run(inside.openPopup, FIREFOX_ID));
    const page = await adopt(browser, protocol, opened);
    async function close(): Promise<void> {
      await run(inside.closePopup);
      if (!page.isClosed()) protocol.emit('browsingContext.contextDestroyed', about(opened));
    }
    return { page, close };
  }

  return {
    kind: 'firefox',
    openPanel,
    openTab,
    installNeighbour: async (folder) => {
      const id = await browser.installExtension(folder);
      return `moz-extension://${await run(inside.hostOf, id)}`;
    },
    openPopup,
    allowHost: async (pattern) => void (await run(inside.allowHost, FIREFOX_ID, pattern)),
    forbidHost: async (pattern) => void (await run(inside.forbidHost, FIREFOX_ID, pattern)),
    stopBackground: async () => void (await run(inside.stopBackground, FIREFOX_ID)),
    installWarnings: async () => JSON.parse(await run(inside.installWarnings, FIREFOX_ID)),
    troubles: async () => JSON.parse(await run(inside.readTroubles, host)),
    hostsAsked: async () => JSON.parse(await run(inside.hostsAsked, host)),
    opened: async (url) => void (await run(inside.opened, url)),
    pressShortcut: async (letter) => void (await run(inside.pressShortcut, letter)),
    chooseInMenu: async () => void (await run(inside.chooseInMenu)),
    askInAddressBar: async (text) => void (await run(inside.askInAddressBar, text)),
    sidePanel: async () => adopt(browser, protocol, JSON.parse(await run(inside.openSidebar))),
    update: async () => void (await run(inside.update, FIREFOX_ID)),
    lockComputer: () => Promise.reject(new Error('Firefox tells nobody that the computer locks.')),
    clickNotification: async (id) => void (await run(inside.clickNotification, id)),
    acceptPrompt: async () => void (await run(inside.acceptPrompt)),
    closed: new Promise((resolve) => browser.once('disconnected', () => resolve())),
    writeSession: async () => void (await run(inside.writeSession)),
    async kill() {
      await killProcess(browser);
      await rm(home, { recursive: true, force: true });
    },
    async close() {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A page or a popup as the protocol names it. */
interface Context {
  readonly context: string;
  readonly url: string;
}

function about({ context, url }: Context) {
  const none = { parent: null, children: [], originalOpener: null };
  return { context, url, userContext: 'default', clientWindow: '', ...none };
}

/** Firefox announces no page of an extension, so puppeteer is told of it here. */
async function adopt(browser: Browser, protocol: Protocol, context: Context): Promise<Page> {
  const before = await browser.pages();
  protocol.emit('browsingContext.contextCreated', about(context));
  const page = (await browser.pages()).find((each) => !before.includes(each));
  if (page) return page;
  throw new Error(`${context.url} could not be reached.`);
}

async function contexts(protocol: Protocol, params: object = {}): Promise<readonly Context[]> {
  const { result } = await protocol.send('browsingContext.getTree', params);
  return (result as { contexts: readonly Context[] }).contexts;
}

function protocolOf(browser: Browser): Protocol {
  return Reflect.get(browser, 'connection');
}

async function privilegedScope(protocol: Protocol): Promise<Run> {
  const [window] = await contexts(protocol, { 'moz:scope': 'chrome' });
  if (!window) throw new Error('Firefox does not open its privileged scope.');
  return async (code, ...args) => {
    const answer = await protocol.send('script.callFunction', {
      functionDeclaration: code,
      awaitPromise: true,
      target: { context: window.context },
      arguments: args.map((value) => ({ type: 'string', value })),
    });
    const result = answer.result as Outcome;
    if (result.type === 'success') return result.result.value ?? '';
    throw new Error(`In Firefox: ${result.exceptionDetails.text}`);
  };
}

type Outcome =
  | { readonly type: 'success'; readonly result: { readonly value?: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

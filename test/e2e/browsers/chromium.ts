import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/browsers.ts';
import { type Display, startDisplay } from './display.ts';
import {
  buildFolder,
  killProcess,
  type LaunchOptions,
  type LiveBrowser,
  type OpenPopup,
  PANEL_PATH,
  POPUP_PATH,
} from './live-browser.ts';

/** Where the browser's own settings of an extension can be changed. */
const SETTINGS = 'chrome://extensions/';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // In a snapshot of the heap, texts are whole.
  '--js-flags=--heap-snapshot-string-limit=1000000',
  // High enough for the whole popup, which is cut where the screen ends.
  '--screen-info={1280x1000}',
  '--window-size=1280,900',
];

/**
 * Chromium, Chrome or Edge. The extension is loaded over the debugging pipe, because branded Chrome
 * ignores `--load-extension`.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<LiveBrowser> {
  const { profile, downloads, visible = false } = options;
  const display = options.prompts ? await startDisplay() : null;
  const fresh = profile === undefined || readdirSync(profile).length === 0;
  const browser = await puppeteer.launch({
    executablePath: await findBrowser('chromium'),
    headless: !visible && display === null,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    // Its sandbox does not work for root.
    args: process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET,
    env: display === null ? process.env : { ...process.env, DISPLAY: display.name },
    ...(profile === undefined ? {} : { userDataDir: profile }),
    ...(downloads === undefined
      ? {}
      : { downloadBehavior: { policy: 'allow', downloadPath: downloads } }),
  });
  const watch = watchExtension(browser);
  const id = await browser.installExtension(options.extension ?? buildFolder('chromium'));
  // A profile that knows the extension is not welcomed again.
  if (fresh) await browser.waitForTarget((target) => target.url().endsWith(PANEL_PATH));
  return liveBrowser({ browser, id, watch, display });
}

interface Parts {
  readonly browser: Browser;
  readonly id: string;
  readonly watch: Watch;
  readonly display: Display | null;
}

function liveBrowser({ browser, id, watch, display }: Parts): LiveBrowser {
  const panelUrl = `chrome-extension://${id}/${PANEL_PATH}`;

  async function openPanel(): Promise<Page> {
    const open = (await browser.pages()).find((page) => page.url() === panelUrl);
    const page = open ?? (await browser.newPage());
    if (!open) await page.goto(panelUrl);
    await page.bringToFront();
    return page;
  }

  async function openPanelPage(): Promise<Page> {
    const open = (await browser.pages()).find((page) => page.url() === panelUrl);
    return open ?? openPanel();
  }

  async function openTab(url: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  }

  async function openPopup(): Promise<OpenPopup> {
    const extension = (await browser.extensions()).get(id);
    if (!extension) throw new Error('Chromium has lost the extension.');
    await (await frontPage(browser)).triggerExtensionAction(extension);
    const target = await browser.waitForTarget((each) => each.url().endsWith(POPUP_PATH));
    const page = await target.asPage();
    return { page, close: () => closePopup(page) };
  }

  /** What a person does with the switches of the extension's own page in the browser. */
  async function inSettings(verb: 'addHostPermission' | 'removeHostPermission', pattern: string) {
    await inTab(browser, SETTINGS, (page) =>
      page.evaluate(
        (act, extension, host) =>
          Reflect.get(globalThis, 'chrome').developerPrivate[act](extension, host),
        verb,
        id,
        pattern,
      ),
    );
  }

  async function allowHost(pattern: string): Promise<void> {
    await inSettings('addHostPermission', pattern);
    // What was granted there is allowed without a prompt, once the extension asks for it.
    await inTab(browser, `chrome-extension://${id}/manifest.json`, (page) =>
      page.evaluate(
        (host) => Reflect.get(globalThis, 'chrome').permissions.request({ origins: [host] }),
        pattern,
      ),
    );
  }

  return {
    kind: 'chromium',
    openPanel,
    openTab,
    installNeighbour: async (folder) =>
      `chrome-extension://${await browser.installExtension(folder)}`,
    openPopup,
    allowHost,
    forbidHost: (pattern) => inSettings('removeHostPermission', pattern),
    stopBackground: () => stopWorkers(browser),
    installWarnings: async () => [
      ...(await inTab(browser, SETTINGS, (page) => readWarnings(page, id))),
      ...(await (await openPanel()).evaluate(warningsOfManifest)),
    ],
    troubles: async () => watch.troubles,
    hostsAsked: async () => [...watch.hosts],
    acceptPrompt: () => acceptPrompt(display, openPanelPage),
    async opened(url) {
      const target = await browser.waitForTarget((each) => each.url() === url);
      await (await target.page())?.close();
    },
    pressShortcut: (letter) => onScreen(display).press(`alt+shift+${letter}`),
    async chooseInMenu() {
      await setTimeout(MENU_OPENS_MS);
      // From below: "Inspect" is the last line, ours the one before.
      await onScreen(display).press('Up', 'Up', 'Return');
    },
    async askInAddressBar(text) {
      const { press, type } = onScreen(display);
      await press('ctrl+l');
      await type(text);
      await press('Return');
    },
    sidePanel: async () =>
      (await browser.waitForTarget((each) => each.url() === panelUrl)).asPage(),
    // The page that asks for it goes with the version that it belongs to.
    update: async () => void (await (await openPanel()).evaluate(reload).catch(() => undefined)),
    lockComputer: () => inWorker(browser, "chrome.idle.onStateChanged.dispatch('locked')"),
    clickNotification: (notification) =>
      inWorker(browser, `chrome.notifications.onClicked.dispatch('${notification}')`),
    closed: new Promise((resolve) => browser.once('disconnected', () => resolve())),
    // Chromium writes by itself, and nobody can tell it to.
    writeSession: async () => {},
    async kill() {
      await killProcess(browser);
      await display?.close();
    },
    async close() {
      await browser.close();
      await display?.close();
    },
  };
}

/** How long Chromium takes to show a menu: it is drawn by the browser itself, and nothing tells. */
const MENU_OPENS_MS = 1_500;

/** How long Chromium takes to show a prompt and then ignores keys: it guards against haste. */
const PROMPT_GUARD_MS = 1_500;
const PROMPT_TRIES = 10;
const PROMPT_PAUSE_MS = 250;

/**
 * Moves from "Deny" to "Allow" and presses it until it has taken. The prompt is drawn by the
 * browser itself: there is neither a window nor an event that would tell when it listens.
 */
async function acceptPrompt(display: Display | null, panel: () => Promise<Page>): Promise<void> {
  const { press } = onScreen(display);
  const page = await panel();
  const before = await page.evaluate(countPermissions);
  await setTimeout(PROMPT_GUARD_MS);
  await press('Tab');
  for (let tries = 0; tries < PROMPT_TRIES; tries += 1) {
    await press('Return');
    if ((await page.evaluate(countPermissions)) > before) return;
    await setTimeout(PROMPT_PAUSE_MS);
  }
  throw new Error('The prompt was not accepted.');
}

function onScreen(display: Display | null): Display {
  if (display) return display;
  throw new Error('Keys and prompts need the option "prompts".');
}

function reload(): void {
  Reflect.get(globalThis, 'chrome').runtime.reload();
}

async function countPermissions(): Promise<number> {
  const { origins, permissions } = await Reflect.get(globalThis, 'chrome').permissions.getAll();
  return origins.length + permissions.length;
}

/** Puppeteer loses sight of a worker that was stopped and started again, so the protocol is asked. */
async function inWorker(browser: Browser, expression: string): Promise<void> {
  const session = await browser.target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  if (!worker) throw new Error('The worker is not running.');
  const { targetId } = worker;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: true });
  await session.connection()?.session(sessionId)?.send('Runtime.evaluate', { expression });
  await session.detach();
}

/** The tab that the person looks at; a popup is none. */
async function frontPage(browser: Browser): Promise<Page> {
  for (const page of await browser.pages()) {
    if (page.url().endsWith(POPUP_PATH)) continue;
    if (await page.evaluate(() => document.visibilityState === 'visible')) return page;
  }
  throw new Error('Chromium shows no tab.');
}

async function closePopup(page: Page): Promise<void> {
  if (!page.isClosed()) await page.close();
}

async function inTab<T>(
  browser: Browser,
  url: string,
  task: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    return await task(page);
  } finally {
    await page.close();
  }
}

/** What the page of extensions lists as "Permissions": the words of the warnings at install. */
function readWarnings(page: Page, id: string): Promise<readonly string[]> {
  return page.evaluate(async (extension) => {
    const { developerPrivate } = Reflect.get(globalThis, 'chrome');
    const { permissions } = await developerPrivate.getExtensionInfo(extension);
    return permissions.simplePermissions.map(({ message }: { message: string }) => message);
  }, id);
}

/** The warnings that Chromium itself derives from the manifest; asked in a page of the extension. */
async function warningsOfManifest(): Promise<readonly string[]> {
  const { management, runtime } = Reflect.get(globalThis, 'chrome');
  return management.getPermissionWarningsByManifest(JSON.stringify(runtime.getManifest()));
}

async function stopWorkers(browser: Browser): Promise<void> {
  const session = await (await frontPage(browser)).createCDPSession();
  const stopped = new Promise<void>((resolve) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.every(({ runningStatus }) => runningStatus === 'stopped')) resolve();
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}

/** What was seen of the extension since the browser runs. */
interface Watch {
  readonly troubles: string[];
  readonly hosts: Set<string>;
}

/** Listens to every page and worker of the extension from its first moment on. */
function watchExtension(browser: Browser): Watch {
  const watch: Watch = { troubles: [], hosts: new Set() };
  const known = new WeakSet<Target>();
  function meet(target: Target): void {
    if (known.has(target) || !['page', 'service_worker'].includes(target.type())) return;
    known.add(target);
    void listenTo(target, watch).catch(() => {
      // The page or the worker was gone before anybody could listen: nothing was heard.
    });
  }
  browser.on('targetcreated', meet);
  // A popup has neither a type nor an address when it is created.
  browser.on('targetchanged', meet);
  return watch;
}

async function listenTo(target: Target, { troubles, hosts }: Watch): Promise<void> {
  const session = await target.createCDPSession();
  const isOurs = () => target.url().startsWith('chrome-extension:');
  const report = (text: string) => {
    if (isOurs()) troubles.push(`${new URL(target.url()).pathname}: ${text}`);
  };
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) => {
    report(`${text} ${exception?.description ?? ''}`);
  });
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (type === 'error') report(args.map(({ value, description }) => value ?? description).join());
  });
  session.on('Log.entryAdded', ({ entry: { level, source, text } }) => {
    // A request that fails is what many tests are about; the rest is what a page did wrong.
    if (level === 'error' && source !== 'network') report(text);
  });
  session.on('Network.requestWillBeSent', ({ request }) => {
    const { protocol, host } = new URL(request.url);
    if (isOurs() && protocol.startsWith('http')) hosts.add(host);
  });
  session.on('Inspector.targetReloadedAfterCrash', () => {
    // A worker that starts anew waits until everybody who listens says so.
    void session.send('Runtime.runIfWaitingForDebugger');
  });
  const domains = ['Runtime.enable', 'Log.enable', 'Network.enable', 'Inspector.enable'] as const;
  await Promise.all(domains.map((domain) => session.send(domain)));
}

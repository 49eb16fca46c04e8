import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { defaultKey, type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { browserUnderTest, launch } from './browsers/launch.ts';
import type { LaunchOptions, LiveBrowser } from './browsers/live-browser.ts';
import type { KeyForm } from './pages/latchkey-page.ts';
import { PanelPage } from './pages/panel-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { emptyVault, sharedBrowser, sharedDownloads, startOver } from './shared-browser.ts';

export const PASSPHRASE = 'four words in a row';
export const LOOPBACK = 'http://127.0.0.1/*';

const SCREENSHOTS = fileURLToPath(new URL('../output/screenshots', import.meta.url));

/** A browser with Latchkey, the sandbox, and what is open. */
export class Scene {
  sandbox!: Sandbox;
  browser!: LiveBrowser;
  /** Called before every act of the person. */
  beforeAct: () => Promise<void> = async () => {};
  #panel: PanelPage | null = null;
  #popup: PopupPage | null = null;
  readonly #options: LaunchOptions | 'shared';

  /** `shared`: in the browser that test files have in common. */
  constructor(options: LaunchOptions | 'shared') {
    this.#options = options;
  }

  async begin(): Promise<void> {
    this.sandbox = await startSandbox();
    await this.#launch();
  }

  async end(): Promise<void> {
    if (this.#options === 'shared') await this.#popup?.close();
    else await this.browser?.close();
    await this.sandbox?.close();
  }

  async #launch(): Promise<void> {
    this.browser = await (this.#options === 'shared' ? sharedBrowser() : launch(this.#options));
  }

  /** Ends the browser and starts it again on the same profile. */
  async restartBrowser(): Promise<void> {
    await this.browser.close();
    await this.startAgain();
  }

  /** Ends the browser as a crash does. */
  async crash(): Promise<void> {
    await this.browser.kill();
  }

  /** Starts a browser that has ended, on the same profile. */
  async startAgain(): Promise<void> {
    this.#panel = null;
    this.#popup = null;
    await this.#launch();
  }

  /** The panel in its tab. */
  async panel(): Promise<PanelPage> {
    this.#panel ??= new PanelPage(await this.browser.openPanel(), () => this.beforeAct());
    return this.#panel;
  }

  /** A popup that was just opened; one that was open before is closed. */
  async popup(): Promise<PopupPage> {
    await this.#popup?.close();
    const opened = await this.browser.openPopup();
    this.#popup = new PopupPage({ ...opened, beforeAct: () => this.beforeAct() });
    return this.#popup;
  }

  /** Chooses a passphrase in the panel; gives the recovery code that was saved. */
  async createVault(): Promise<string> {
    const panel = await this.panel();
    await panel.createVault(PASSPHRASE);
    const code = await panel.recoveryCode();
    await panel.confirmRecoveryCode();
    return code;
  }

  /** In the shared browser: Latchkey is as it was installed. */
  async startOver(): Promise<void> {
    await startOver(this.browser);
  }

  /** In the shared browser: a vault that is open and has no key; made where there is none. */
  async openVault(): Promise<void> {
    if (await emptyVault(this.browser, PASSPHRASE)) return;
    await this.startOver();
    await this.createVault();
  }

  /** An empty vault but for this key, whose host is allowed, in the panel. */
  async panelWithKey(key = this.sandboxKey()): Promise<PanelPage> {
    await this.openVault();
    await this.browser.allowHost(LOOPBACK);
    const panel = await this.panel();
    await panel.addKey(key);
    return panel;
  }

  /** In the shared browser: waits for a download of that name, reads it and takes it away. */
  async downloaded(name: RegExp): Promise<string> {
    const file = join(sharedDownloads(), await vi.waitFor(() => savedFile(name), SAVING));
    const text = await readFile(file, 'utf8');
    await rm(file);
    return text;
  }

  /** What is typed for the sandbox's own key. */
  sandboxKey(change: KeyForm = {}): KeyForm & { readonly label: string } {
    const { apikey: apiKey, secretkey: secretKey, passcode, email } = defaultKey;
    const { origin: baseUrl } = this.sandbox;
    return { label: 'Sandbox', apiKey, secretKey, passcode, email, baseUrl, ...change };
  }

  /** A picture of the popup, or of the panel while no popup is open, for whoever looks at the run. */
  async screenshot(name: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    const page = this.#popup ?? this.#panel;
    await page?.screenshot(`${join(SCREENSHOTS, `${browserUnderTest}-${name}`)}.png`);
  }
}

/** Nothing tells when a browser has saved a file. */
const SAVING = { timeout: 60_000, interval: 50 };

/** The name of a file among the downloads of the shared browser, once it is all there. */
async function savedFile(name: RegExp): Promise<string> {
  const files = await readdir(sharedDownloads());
  const found = files.find((each) => name.test(each));
  if (found !== undefined && !files.some((each) => /\.(part|crdownload)$/.test(each))) return found;
  throw new Error(`Not saved yet: ${files.join(', ')}`);
}

/**
 * A scene for a test file: begins before its tests and ends after them. A test in which anything
 * went wrong in a page or in the background fails, even if nobody would have seen it.
 */
export function useScene(options: LaunchOptions | 'shared' = {}): Scene {
  const scene = new Scene(options);
  let told = 0;
  beforeAll(async () => {
    await scene.begin();
    // What went wrong in an earlier file was told there.
    told = (await scene.browser.troubles()).length;
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await scene.screenshot(`failed-${task.name.replace(/\W+/g, '-')}`).catch(() => {});
    }
    const troubles = await scene.browser.troubles();
    const news = troubles.slice(told);
    told = troubles.length;
    expect(news).toEqual([]);
  });
  afterAll(() => scene.end());
  return scene;
}

/** A folder for a browser's profile, or its downloads, that outlives the browser, and not the test. */
export function useProfile(): Promise<string> {
  const made = mkdtemp(join(tmpdir(), 'latchkey-profile-'));
  afterAll(async () => rm(await made, { recursive: true, force: true }));
  return made;
}

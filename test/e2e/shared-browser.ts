import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launch } from './browsers/launch.ts';
import type { LiveBrowser } from './browsers/live-browser.ts';

/**
 * One browser for all test files that need no fresh one: starting it takes longer than most tests.
 * It lives as long as the process that runs them (see `isolate` in vitest.config.ts).
 */
let running: LiveBrowser | null = null;

/** Where its downloads go to. */
let folder: string | null = null;

/** The shared browser with nothing open in it but the panel; started where there is none. */
export async function sharedBrowser(): Promise<LiveBrowser> {
  running ??= await start();
  await closeOthers(await running.openPanel());
  return running;
}

/** The folder that the shared browser's downloads go to; it goes with the process. */
export function sharedDownloads(): string {
  if (folder !== null) return folder;
  const made = mkdtempSync(join(tmpdir(), 'latchkey-downloads-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}

async function start(): Promise<LiveBrowser> {
  const browser = await launch({ downloads: sharedDownloads() });
  void browser.closed.then(() => {
    if (running === browser) running = null;
  });
  return browser;
}

/** Makes Latchkey what it is after its install: nothing stored, nothing allowed, nothing open. */
export async function startOver(browser: LiveBrowser): Promise<void> {
  const panel = await browser.openPanel();
  await closeOthers(panel);
  // A worker that runs holds its database open.
  await browser.stopBackground();
  await panel.evaluate(forgetAll);
  await browser.stopBackground();
  await reload(panel);
}

/** What the worker said about the vault, and which keys there are. */
interface Standing {
  vault: string;
  keys: readonly string[];
}

/**
 * Opens a vault that an earlier file left and takes out its keys and what was asked with them;
 * `false` where there is none to open.
 */
export async function emptyVault(browser: LiveBrowser, passphrase: string): Promise<boolean> {
  const panel = await browser.openPanel();
  const vault = (await panel.evaluate(standing)).vault;
  if (vault !== 'unlocked' && vault !== 'locked') return false;
  const opened = vault === 'unlocked' || (await panel.evaluate(unlock, passphrase));
  if (!opened) return false;
  for (const id of (await panel.evaluate(standing)).keys) await panel.evaluate(deleteKey, id);
  await panel.evaluate(forgetQuestions);
  await reload(panel);
  return (await panel.evaluate(standing)).keys.length === 0;
}

async function closeOthers(panel: Page): Promise<void> {
  const others = (await panel.browser().pages()).filter((page) => page !== panel);
  await Promise.all(others.map((page) => page.close()));
  await panel.bringToFront();
}

async function reload(panel: Page): Promise<void> {
  await panel.evaluate(() => {
    localStorage.clear();
    document.documentElement.dataset['leaving'] = '';
    location.reload();
  });
  await panel.waitForFunction(
    () => document.readyState === 'complete' && !('leaving' in document.documentElement.dataset),
  );
}

async function forgetAll(): Promise<void> {
  const { storage, permissions, alarms, runtime } = Reflect.get(globalThis, 'chrome');
  const { origins } = await permissions.getAll();
  const { optional_permissions: optional = [] } = runtime.getManifest();
  await permissions.remove({ origins, permissions: optional }).catch(() => {});
  await Promise.all([storage.local.clear(), storage.session.clear(), alarms.clearAll()]);
  for (const { name } of await indexedDB.databases()) {
    if (name !== undefined) {
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = reject;
      });
    }
  }
}

async function standing(): Promise<Standing> {
  const { runtime } = Reflect.get(globalThis, 'chrome');
  const { value } = await runtime.sendMessage({ call: 'program.state', input: {} });
  return { vault: value.vault, keys: value.credentials.map(({ id }: { id: string }) => id) };
}

async function unlock(passphrase: string): Promise<boolean> {
  const { runtime } = Reflect.get(globalThis, 'chrome');
  const proof = { kind: 'passphrase', passphrase };
  return (await runtime.sendMessage({ call: 'vault.unlock', input: { proof } })).ok;
}

async function deleteKey(id: string): Promise<void> {
  const { runtime } = Reflect.get(globalThis, 'chrome');
  await runtime.sendMessage({ call: 'credentials.delete', input: { id } });
}

async function forgetQuestions(): Promise<void> {
  const { runtime } = Reflect.get(globalThis, 'chrome');
  const ask = (call: string, input: object) => runtime.sendMessage({ call, input });
  await ask('recent.forget', { id: null });
  await ask('bulk.stop', {});
  await ask('bulk.clear', {});
  for (const { id } of (await ask('watch.list', {})).value) await ask('watch.forget', { id });
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { BrowserKind } from '../../scripts/browsers.ts';

/** The ID of the neighbour in Firefox; Chromium makes one of the folder's name. */
const FIREFOX_ID = 'neighbour@latchkey.test';

/** What the neighbour's background says to whoever of its own asks. */
export const HEARD = 'heard by the neighbour';

const background = `
  const { runtime } = globalThis.browser ?? globalThis.chrome;
  runtime.onMessage.addListener((message, sender, answer) => { answer('${HEARD}'); });
`;

/** A folder with another extension: a page, a background, and a content script in every page. */
export async function neighbourFolder(kind: BrowserKind): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-neighbour-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const files: Record<string, string> = {
    'manifest.json': JSON.stringify(manifests[kind]),
    'background.js': background,
    // Lends a page the neighbour's voice: what the page posts is sent on, and the outcome comes back.
    'content.js': `(${lendVoice})()`,
    'page.html': '<!doctype html><title>Neighbour</title><p>Neighbour</p>',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const shared = {
  name: 'Neighbour',
  version: '1.0',
  content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'] }],
};

const manifests: Record<BrowserKind, object> = {
  chromium: {
    ...shared,
    manifest_version: 3,
    background: { service_worker: 'background.js' },
  },
  firefox: {
    ...shared,
    manifest_version: 2,
    background: { scripts: ['background.js'] },
    permissions: ['http://127.0.0.1/*'],
    browser_specific_settings: { gecko: { id: FIREFOX_ID } },
  },
};

const lendVoice = `() => {
  const { runtime } = globalThis.browser ?? globalThis.chrome;
  addEventListener('message', async ({ data }) => {
    if (!data?.send) return;
    let outcome;
    try {
      const [target, message] = data.send;
      const answer = target === null ? await runtime.sendMessage(message) : await runtime.sendMessage(target, message);
      outcome = { answer };
    } catch (error) {
      outcome = { refused: String(error) };
    }
    postMessage({ outcome: JSON.stringify(outcome) });
  });
}`;

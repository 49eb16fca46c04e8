import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIREFOX_ID } from '../../scripts/manifest.ts';
import { HEARD, neighbourFolder } from './neighbour.ts';
import { LOOPBACK, useScene } from './scene.ts';

const scene = useScene();
/** What everybody tries to send: the least that Latchkey answers, and what it would be bad to do. */
const QUESTIONS = [
  { call: 'program.state', input: {} },
  { call: 'vault.lock', input: {} },
  { call: 'recovery.begin', input: {} },
];
const NOBODY = /Receiving end does not exist|Could not establish connection/;

/** The extension as others see it. */
let ours: { id: string; origin: string };

beforeAll(async () => {
  await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  await (await scene.popup()).addKey(scene.sandboxKey());
  const { origin, host } = new URL(await (await scene.panel()).url());
  // `origin` of such an address is "null" in Node.
  const own =
    origin === 'null'
      ? `${scene.browser.kind === 'firefox' ? 'moz' : 'chrome'}-extension://${host}`
      : origin;
  ours = { id: scene.browser.kind === 'firefox' ? FIREFOX_ID : host, origin: own };
});

/** A message as an extension or a page may send it: what came back, or why nothing did. */
interface Outcome {
  answer?: unknown;
  refused?: string;
}

function send(page: Page, target: string | null, message: unknown): Promise<Outcome> {
  return page.evaluate(
    async (to, text) => {
      const { browser, chrome } = globalThis as unknown as Record<string, { runtime?: unknown }>;
      const runtime = (browser ?? chrome)?.runtime as
        | { sendMessage(...parts: unknown[]): Promise<unknown> }
        | undefined;
      if (runtime?.sendMessage === undefined) return { refused: 'no way to send' };
      try {
        const parts = to === null ? [JSON.parse(text)] : [to, JSON.parse(text)];
        return { answer: await runtime.sendMessage(...parts) };
      } catch (error) {
        return { refused: String(error) };
      }
    },
    target,
    JSON.stringify(message),
  );
}

/** Puts addresses into iframes; resolves to where each of them got to. */
async function frame(page: Page, addresses: readonly string[]): Promise<string[]> {
  await page.evaluate(async (all) => {
    for (const address of all) {
      const element = document.createElement('iframe');
      const settled = new Promise<void>((resolve) => {
        element.onload = () => resolve();
        element.onerror = () => resolve();
        // Firefox tells nothing at all of a frame that it refuses.
        setTimeout(resolve, 1_000);
      });
      element.src = address;
      document.body.append(element);
      await settled;
    }
  }, addresses);
  return page.frames().map((each) => each.url());
}

const ourPages = () =>
  ['src/panel/panel.html', 'src/popup/popup.html', 'manifest.json', 'icons/latchkey-128.png'].map(
    (path) => `${ours.origin}/${path}`,
  );

/** Whether a page can load anything of ours by other means than a frame. */
function loadable(page: Page): Promise<string[]> {
  return page.evaluate(async (addresses) => {
    const found: string[] = [];
    for (const address of addresses) {
      const image = new Image();
      const shown = new Promise<boolean>((resolve) => {
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
      });
      image.src = address;
      if (await shown) found.push(`img ${address}`);
      const fetched = await fetch(address).then(
        () => true,
        () => false,
      );
      if (fetched) found.push(`fetch ${address}`);
    }
    return found;
  }, ourPages());
}

async function expectRefused(page: Page): Promise<void> {
  for (const question of QUESTIONS) {
    const { answer, refused } = await send(page, ours.id, question);
    expect(answer).toBeUndefined();
    expect(refused ?? 'no way to send').toMatch(/no way to send|Receiving end|establish/);
  }
  const framed = await frame(page, ourPages());
  expect(framed.filter((url) => url.startsWith(ours.origin))).toEqual([]);
  expect(await loadable(page)).toEqual([]);
  await page.close();
}

describe('Latchkey answers', () => {
  it('its own page, by the very message that strangers try', async () => {
    const panel = await scene.panel();
    const { answer } = await send(panel.page, null, QUESTIONS[0]);
    expect(answer).toMatchObject({ ok: true, value: { vault: 'unlocked' } });
  });
});

describe('Latchkey gives nothing to', () => {
  const webPage = () => `${scene.sandbox.origin}/gapi/registerapikey`;

  it('a web page, which can frame its own like and nothing of ours', async () => {
    const page = await scene.browser.openTab(webPage());
    expect(await frame(page, [webPage()])).toEqual([webPage(), webPage()]);
    await expectRefused(page);
  });

  it('a data: page', async () => {
    await expectRefused(await scene.browser.openTab('data:text/html,<title>d</title><body>hello'));
  });

  it('a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-file-'));
    afterAll(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'page.html');
    await writeFile(path, '<!doctype html><title>f</title><body>hello');
    await expectRefused(await scene.browser.openTab(pathToFileURL(path).href));
  });

  it('another extension, neither to its page nor to its content script', async () => {
    const origin = await scene.browser.installNeighbour(await neighbourFolder(scene.browser.kind));
    const page = await scene.browser.openTab(`${origin}/page.html`);
    expect(await send(page, null, 'hello')).toEqual({ answer: HEARD });
    for (const question of QUESTIONS) {
      const { answer, refused } = await send(page, ours.id, question);
      expect({ answer, refused }).toEqual({ refused: expect.stringMatching(NOBODY) });
    }
    await expectRefused(page);
    await expectContentScriptRefused();
  });

  async function expectContentScriptRefused(): Promise<void> {
    const page = await scene.browser.openTab(webPage());
    expect(await sendByContentScript(page, null, 'hello')).toEqual({ answer: HEARD });
    for (const question of QUESTIONS) {
      const outcome = await sendByContentScript(page, ours.id, question);
      expect(outcome).toEqual({ refused: expect.stringMatching(NOBODY) });
    }
    await page.close();
  }
});

describe('After all that', () => {
  it('the vault is open as before, with its key', async () => {
    const panel = await scene.panel();
    const { answer } = await send(panel.page, null, QUESTIONS[0]);
    expect(answer).toMatchObject({
      value: { vault: 'unlocked', recoverySaved: true, credentials: [{ label: 'Sandbox' }] },
    });
  });
});

/** Lets the neighbour's content script in a page send something. */
async function sendByContentScript(
  page: Page,
  target: string | null,
  message: unknown,
): Promise<Outcome> {
  const text = await page.evaluate(
    (to, what) =>
      new Promise<string>((resolve) => {
        addEventListener('message', ({ data }) => {
          if (typeof data?.outcome === 'string') resolve(data.outcome);
        });
        postMessage({ send: [to, JSON.parse(what)] });
      }),
    target,
    JSON.stringify(message),
  );
  return JSON.parse(text);
}

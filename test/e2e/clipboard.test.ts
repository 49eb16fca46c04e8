import { beforeAll, describe, expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import { browserUnderTest } from './browsers/launch.ts';
import type { LatchkeyPage } from './pages/latchkey-page.ts';
import { LOOPBACK, PASSPHRASE, useScene } from './scene.ts';

const PASSWORD = 'Kettle-42';
const scene = useScene({ prompts: true });
let panel: LatchkeyPage;

const clipboard = () => panel.page.evaluate(() => navigator.clipboard.readText());
const copyElsewhere = (text: string) =>
  panel.page.evaluate((other) => navigator.clipboard.writeText(other), text);

/** Waits until the worker remembers nothing of a copied secret any more. */
async function forgotten(): Promise<void> {
  await panel.page.waitForFunction(async () => {
    const api = Reflect.get(globalThis, 'chrome') ?? Reflect.get(globalThis, 'browser');
    return !('copied-secret' in (await api.storage.session.get()));
  });
}

async function revealPassword(): Promise<void> {
  await panel.lookUp('512340011');
  await panel.press('button|Show passwords');
  await panel.fill('Passphrase', PASSPHRASE);
  await panel.press('button|Show');
  await panel.find('button|Copy Meeting password');
}

beforeAll(async () => {
  await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  panel = await scene.panel();
  await panel.addKey(scene.sandboxKey());
});

describe('A meeting’s password that was copied', () => {
  it('stays on the clipboard without the permission, and that is said', async () => {
    await revealPassword();
    await panel.press('button|Copy Meeting password');
    await panel.press('button|Open Settings');
    await panel.find('button|Allow clearing');
  });

  it('may be cleared once the browser was asked, in Settings', async () => {
    await panel.choose('Clear copied secrets after', '10 s');
    await panel.press('button|Allow clearing');
    await scene.browser.acceptPrompt();
    await panel.gone('button|Allow clearing');
    await panel.press('button|Done');
  });

  it('is gone from the clipboard ten seconds later, and not before', async () => {
    await panel.press('button|Copy Meeting password');
    const copiedAtMs = Date.now();
    expect(await clipboard()).toBe(PASSWORD);
    await forgotten();
    expect(await clipboard()).toBe('');
    expect(Date.now() - copiedAtMs).toBeGreaterThanOrEqual(9 * SECOND);
  });

  it('leaves what was copied elsewhere meanwhile', async () => {
    await panel.press('button|Copy Meeting password');
    await copyElsewhere('a shopping list');
    await forgotten();
    expect(await clipboard()).toBe('a shopping list');
  });

  it.runIf(browserUnderTest === 'chromium')(
    'is seen by a page that the worker answers nothing',
    async () => {
      const page = await panel.page.browser().newPage();
      await page.goto(new URL('/src/offscreen/offscreen.html', panel.page.url()).href);
      const answer = await page.evaluate(() =>
        Reflect.get(globalThis, 'chrome').runtime.sendMessage({ call: 'program.state', input: {} }),
      );
      await page.close();
      expect(answer).toMatchObject({ ok: false, failure: { code: 'sender-refused' } });
    },
  );

  it('is gone although the vault was locked and the background died', async () => {
    await panel.press('button|Copy Meeting password');
    await panel.lock();
    await panel.find('button|Unlock');
    await scene.browser.stopBackground();
    expect(await clipboard()).toBe(PASSWORD);
    await forgotten();
    expect(await clipboard()).toBe('');
  });
});

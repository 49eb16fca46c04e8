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

/** Waits until the worker remembers a copied secret, or nothing of one any more. */
async function remembered(wanted: boolean): Promise<void> {
  await panel.page.waitForFunction(
    async (expected) => {
      const { session } = Reflect.get(globalThis, 'chrome').storage;
      return 'copied-secret' in (await session.get()) === expected;
    },
    {},
    wanted,
  );
}
const forgotten = () => remembered(false);

/** Copies it, and has it shown again where its minute is over. */
async function copyPassword(): Promise<void> {
  if (!(await panel.shows('button|Copy Meeting password'))) await revealPassword();
  await panel.press('button|Copy Meeting password');
  await remembered(true);
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
    const copiedAtMs = Date.now();
    await copyPassword();
    expect(await clipboard()).toBe(PASSWORD);
    await forgotten();
    expect(await clipboard()).toBe('');
    expect(Date.now() - copiedAtMs).toBeGreaterThanOrEqual(9 * SECOND);
  });

  it('leaves what was copied elsewhere meanwhile', async () => {
    await copyPassword();
    await copyElsewhere('a shopping list');
    await forgotten();
    expect(await clipboard()).toBe('a shopping list');
  });

  it('is gone although the vault was locked and the background died', async () => {
    await copyPassword();
    await panel.lock();
    await panel.find('button|Unlock');
    await scene.browser.stopBackground();
    expect(await clipboard()).toBe(PASSWORD);
    await forgotten();
    expect(await clipboard()).toBe('');
  });
});

if (browserUnderTest === 'chromium') {
  it('The page that sees the clipboard for the worker is answered nothing', async () => {
    const page = await panel.page.browser().newPage();
    await page.goto(new URL('/src/offscreen/offscreen.html', await panel.url()).href);
    const answer = await page.evaluate(() =>
      Reflect.get(globalThis, 'chrome').runtime.sendMessage({ call: 'program.state', input: {} }),
    );
    await page.close();
    expect(answer).toMatchObject({ ok: false, failure: { code: 'sender-refused' } });
  });
}

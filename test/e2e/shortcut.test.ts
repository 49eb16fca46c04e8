import { beforeAll, describe, expect, it } from 'vitest';
import { browserUnderTest } from './browsers/launch.ts';
import { PASSPHRASE, useScene } from './scene.ts';

const SHORTCUTS_CHANGED_AT = {
  chromium: 'chrome://extensions/shortcuts',
  firefox: 'about:addons',
} as const;
const scene = useScene({ prompts: true });

beforeAll(async () => {
  await scene.createVault();
});

describe('Latchkey', () => {
  it('locks at Alt+Shift+L, also when its background is not running', async () => {
    const panel = await scene.panel();
    await panel.find('tab|Look up');
    await scene.browser.pressShortcut('l');
    await panel.find('button|Unlock');
    await panel.unlock(PASSPHRASE);
    await panel.find('tab|Look up');
    await scene.browser.stopBackground();
    await scene.browser.pressShortcut('l');
    await panel.find('button|Unlock');
  });

  it('tells its shortcuts, and opens where they are changed', async () => {
    const panel = await scene.panel();
    await panel.unlock(PASSPHRASE);
    await panel.press('button|Settings');
    await panel.page.waitForFunction(() => {
      const { innerText } = document.body;
      return innerText.includes('Alt+Shift+K') && innerText.includes('Alt+Shift+L');
    });
    await panel.press('button|Change shortcuts');
    await scene.browser.opened(SHORTCUTS_CHANGED_AT[browserUnderTest]);
    await panel.page.bringToFront();
  });

  const onComputerLock = { chromium: locksWithIt, firefox: saysThatItCannot };
  onComputerLock[browserUnderTest]();
});

function locksWithIt(): void {
  it('locks with the computer where that was chosen, also after its worker was stopped', async () => {
    const panel = await scene.panel();
    await panel.press('field|Also lock when the computer locks');
    await panel.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked,
    );
    await scene.browser.lockComputer();
    await panel.find('button|Unlock');
    await scene.browser.stopBackground();
    await panel.unlock(PASSPHRASE);
    await panel.find('field|Also lock when the computer locks');
    await scene.browser.lockComputer();
    await panel.find('button|Unlock');
  });
}

function saysThatItCannot(): void {
  it('says that Firefox does not tell it when the computer locks', async () => {
    const panel = await scene.panel();
    expect(await panel.text()).toContain('Firefox does not tell Latchkey');
  });
}

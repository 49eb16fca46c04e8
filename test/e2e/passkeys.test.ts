import type { CDPSession } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { browserUnderTest } from './browsers/launch.ts';
import { AccessPage } from './pages/access-page.ts';
import { PASSPHRASE, useScene } from './scene.ts';

const scene = useScene('shared');
beforeAll(async () => {
  await scene.startOver();
  await scene.createVault();
});

const access = async () => new AccessPage(await scene.panel()).open();

/** A device that keeps passkeys in this tab; it shows no dialog and its owner is always there. */
async function plugIn(hasPrf: boolean): Promise<{ unplug(): Promise<void> }> {
  const session: CDPSession = await (await scene.panel()).page.createCDPSession();
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return { unplug: () => session.detach() };
}

describe('A passkey', browserUnderTest === 'chromium' ? inChromium : inFirefox);

function inChromium(): void {
  it('of a device that makes no secrets is refused in words', async () => {
    const device = await plugIn(false);
    const page = await access();
    await page.addPasskey('Old key', PASSPHRASE);
    expect((await page.panel.alert()).text).toMatch(/cannot open a vault.*PRF/);
    await page.panel.press('region|New passkey', 'button|Cancel');
    expect(await page.panel.shows('article|Old key')).toBe(false);
    await page.close();
    await device.unplug();
  });

  it('is added, opens the vault, and is one no more when it was removed', async () => {
    const device = await plugIn(true);
    const page = await access();
    const { panel } = page;
    await page.addPasskey('This laptop', PASSPHRASE);
    await panel.find('list|Ways to unlock', 'article|This laptop');

    await panel.lock();
    await panel.press('button|Unlock with a passkey');
    await panel.find('article|This laptop');

    await panel.press('article|This laptop', 'button|Remove');
    await panel.press('button|Use a passkey instead');
    await panel.gone('article|This laptop');
    await page.close();
    await panel.lock();
    await panel.find('button|Use the recovery code');
    expect(await panel.shows('button|Unlock with a passkey')).toBe(false);
    await panel.unlock(PASSPHRASE);
    await device.unplug();
  });

  it('is asked for at once in the tab that the popup opens for it', async () => {
    const device = await plugIn(true);
    const page = await access();
    await page.addPasskey('This laptop', PASSPHRASE);
    await page.panel.find('article|This laptop');
    await page.close();
    await page.panel.lock();
    const popup = await scene.popup();
    const browser = page.panel.page.browser();
    const opened = browser.waitForTarget((target) => target.url().endsWith('#passkey'));
    // The popup closes under the click.
    await popup.press('button|Unlock with a passkey').catch(() => {});
    const tab = await (await opened).page();
    expect(tab).not.toBeNull();
    await tab?.close();

    // Only this tab has the device.
    const { panel } = page;
    await panel.page.evaluate(() => {
      location.hash = 'passkey';
    });
    await panel.reload();
    await panel.find('tab|Look up');
    await device.unplug();
  });
}

function inFirefox(): void {
  it('is not offered, and the page says why', async () => {
    const page = await access();
    expect(await page.panel.text()).toContain(
      'Firefox ties passkeys to a website, so Latchkey cannot have one there.',
    );
    expect(await page.panel.shows('button|Add passkey')).toBe(false);
  });
}

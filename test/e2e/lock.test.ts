import { beforeAll, describe, expect, it } from 'vitest';
import type { LatchkeyPage } from './pages/latchkey-page.ts';
import { LOOPBACK, PASSPHRASE, useProfile, useScene } from './scene.ts';

const ROOM = "John's Personal Room";
const profile = await useProfile();
const scene = useScene({ profile });
let recoveryCode = '';

beforeAll(async () => {
  recoveryCode = await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  const popup = await scene.popup();
  await popup.addKey(scene.sandboxKey());
});

describe('Latchkey', () => {
  it('locks at a press in the popup, and the panel follows', async () => {
    const panel = await scene.panel();
    const popup = await scene.popup();
    await popup.lock();
    await popup.find('button|Unlock');
    await panel.find('button|Unlock');
    expect(await panel.text()).not.toContain('Sandbox');
  });

  it('opens with the passphrase only, and then everywhere', async () => {
    const panel = await scene.panel();
    const popup = await scene.popup();
    await popup.unlock('four words in a column');
    expect((await popup.alert()).text).toContain('does not open the vault');
    await panel.find('button|Unlock');
    await popup.unlock(PASSPHRASE);
    await popup.find('tab|Look up');
    await panel.find('tab|Look up');
  });

  it('locks at a press in the panel, and the next popup is locked', async () => {
    const panel = await scene.panel();
    await panel.lock();
    await panel.find('button|Unlock');
    const popup = await scene.popup();
    await popup.find('button|Unlock');
    expect(await popup.wholeText()).not.toContain('Sandbox');
  });

  it('opens with the recovery code, however it is typed', async () => {
    const popup = await scene.popup();
    await popup.unlockWithRecoveryCode('NOT-THE-CODE');
    expect((await popup.alert()).text).toContain('not a whole recovery code');
    await popup.fill('Recovery code', recoveryCode.toLowerCase().replaceAll('-', ' '));
    await popup.press('button|Unlock');
    await popup.find('tab|Look up');
  });

  it('is locked after the browser was started again, and has kept the key', async () => {
    const before = await scene.popup();
    await openGuide(before);
    await (await before.find('field|Choose the email address')).click();
    await before.find('status~1 of 6 done');
    await scene.restartBrowser();
    await scene.browser.allowHost(LOOPBACK);
    const popup = await scene.popup();
    await popup.find('button|Unlock');
    expect(await popup.wholeText()).not.toContain('Sandbox');
    await popup.unlock(PASSPHRASE);
    await popup.lookUp('400971234');
    await popup.meeting(ROOM);
  });

  it('has kept what was ticked in a guide, too', async () => {
    const popup = await scene.popup();
    await openGuide(popup);
    await popup.find('status~1 of 6 done');
    const ticked = await popup.find('field|Choose the email address');
    expect(await ticked.evaluate((box) => box instanceof HTMLInputElement && box.checked)).toBe(
      true,
    );
  });
});

async function openGuide(page: LatchkeyPage): Promise<void> {
  await page.press('button|Settings');
  await page.press('button~Step by step: applying');
  await page.press('button~Apply for a Webex Meetings key');
  await page.find('status~of 6 done');
}

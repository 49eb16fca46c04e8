import { beforeAll, describe, expect, it } from 'vitest';
import { AccessPage } from './pages/access-page.ts';
import { LOOPBACK, PASSPHRASE, useProfile, useScene } from './scene.ts';

const NEXT = 'steamy catalyst plop emcee';
const LAST = 'a lantern for the seventh goat';
const REFUSED = 'does not open the vault';

const profile = await useProfile();
const scene = useScene({ profile });
let recoveryCode = '';

beforeAll(async () => {
  recoveryCode = await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  await (await scene.popup()).addKey(scene.sandboxKey());
});

const access = async () => new AccessPage(await scene.panel()).open();

/** The old one is refused, the new one opens, and the key is there. */
async function expectOnly(old: string, next: string): Promise<void> {
  const panel = await scene.panel();
  await panel.unlock(old);
  expect((await panel.alert()).text).toContain(REFUSED);
  await panel.unlock(next);
  await panel.openTab('Keys');
  await panel.find('list|Keys', 'article|Sandbox');
}

describe('The passphrase', () => {
  it('says how strong it is while it is chosen', async () => {
    const page = await access();
    const { panel } = page;
    await panel.press('article|Passphrase', 'button|Change passphrase');
    await panel.fill('New passphrase', 'password1234');
    await panel.page.waitForFunction(() => document.body.innerText.includes('Very weak.'));
    await panel.fill('New passphrase', NEXT);
    await panel.page.waitForFunction(() => document.body.innerText.includes('Strong.'));
    await panel.press('article|Passphrase', 'button|Cancel');
    await page.close();
  });

  it('is changed: the old one is refused, the new one opens', async () => {
    const page = await access();
    await page.changePassphrase({ present: PASSPHRASE, next: NEXT });
    expect(await page.panel.textOf('status~The passphrase was changed')).toContain(
      'The old one opens nothing any more.',
    );
    await page.close();
    await page.panel.lock();
    await expectOnly(PASSPHRASE, NEXT);
  });

  it('is the new one also after the browser was started again', async () => {
    await scene.restartBrowser();
    await expectOnly(PASSPHRASE, NEXT);
  });

  it('that somebody may know is changed with everything else', async () => {
    const page = await access();
    await page.changePassphrase({ present: NEXT, next: LAST, exposed: true });
    const { panel } = page;
    expect(await panel.textOf('status~The passphrase was changed')).toContain('sealed anew');
    const before = recoveryCode;
    recoveryCode = await panel.recoveryCode();
    expect(recoveryCode).not.toBe(before);
    await panel.confirmRecoveryCode();
    await page.close();
    await panel.lock();
    await panel.unlockWithRecoveryCode(before);
    expect((await panel.alert()).text).toContain('does not open this vault');
    await panel.press('button|Use the passphrase');
    await expectOnly(NEXT, LAST);
  });
});

describe('The recovery code', () => {
  it('is followed by another: the old one is refused, the new one opens', async () => {
    const page = await access();
    const { panel } = page;
    const before = recoveryCode;
    recoveryCode = await page.renewRecoveryCode(LAST);
    await page.close();
    await panel.lock();
    await panel.unlockWithRecoveryCode(before);
    expect((await panel.alert()).text).toContain('does not open this vault');
    await panel.fill('Recovery code', recoveryCode);
    await panel.press('button|Unlock');
    await panel.find('button|Choose one');
  });

  it('is enough to choose a new passphrase', async () => {
    const panel = await scene.panel();
    await panel.press('button|Choose one');
    await panel.press('article|Passphrase', 'button|Change passphrase');
    await panel.press('button|I only have the recovery code');
    await panel.fill('Recovery code', recoveryCode);
    await panel.fill('New passphrase', NEXT);
    await panel.fill('Repeat new passphrase', NEXT);
    await panel.press('article|Passphrase', 'button|Change passphrase');
    await panel.find('status~The passphrase was changed');
    await panel.press('button|Back');
    await panel.lock();
    await expectOnly(LAST, NEXT);
  });
});

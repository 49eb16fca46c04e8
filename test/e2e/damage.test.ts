import { beforeAll, describe, expect, it } from 'vitest';
import { LOOPBACK, PASSPHRASE, useScene } from './scene.ts';

const NEXT = 'steamy catalyst plop emcee';
const WORD = 'Type “start again” to go on';
const scene = useScene('shared');

beforeAll(async () => {
  await scene.startOver();
  await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  await (await scene.popup()).addKey(scene.sandboxKey());
});

/** What a disk may do: both generations of the head are no longer what was written. */
async function spoilVault(): Promise<void> {
  const panel = await scene.panel();
  await panel.page.evaluate(async () => {
    const { local } = Reflect.get(globalThis, 'chrome').storage;
    await local.set({ 'head.0': 'spoilt', 'head.1': { sha256: '0', text: '{}' } });
  });
  await panel.reload();
}

async function expectKey(): Promise<void> {
  const panel = await scene.panel();
  await panel.openTab('Keys');
  await panel.find('list|Keys', 'article|Sandbox');
}

describe('A damaged vault', () => {
  it('is called damaged, in the popup in short, and mended with the second copy', async () => {
    const panel = await scene.panel();
    await panel.lock();
    await spoilVault();
    await panel.find('heading|Your vault is damaged');
    const popup = await scene.popup();
    await popup.find('button|Open in a tab');
    await popup.close();
    await panel.press('region|Use the second copy', 'button|Use the second copy');
    await panel.unlock(PASSPHRASE);
    await expectKey();
  });

  it('that stood open when it was damaged is open again when it is mended', async () => {
    await spoilVault();
    const panel = await scene.panel();
    await panel.press('region|Use the second copy', 'button|Use the second copy');
    await expectKey();
  });
});

describe('Starting again', () => {
  it('makes room for a new vault, and the old one can be brought back', async () => {
    const panel = await scene.panel();
    await panel.lock();
    await panel.press('button|Forgotten both?');
    await panel.fill(WORD, 'start again');
    await panel.press('button|Start again');
    await panel.createVault(NEXT);
    await panel.confirmRecoveryCode();
    await panel.openTab('Keys');
    await panel.find('button|Add key');
    expect(await panel.shows('article|Sandbox')).toBe(false);

    await panel.press('button|Settings');
    await panel.press('region|Vaults put aside', 'button|Bring back');
    await panel.press('button|Bring it back');
    await panel.unlock(NEXT);
    expect((await panel.alert()).text).toContain('does not open the vault');
    await panel.unlock(PASSPHRASE);
    await panel.press('button|Done');
    await expectKey();
  });

  it('keeps the one that was replaced, until somebody erases it', async () => {
    const panel = await scene.panel();
    await panel.press('button|Settings');
    await panel.press('region|Vaults put aside', 'button|Erase now');
    await panel.press('button|Erase for good');
    await panel.gone('region|Vaults put aside');
  });
});

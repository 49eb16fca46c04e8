import { describe, expect, it } from 'vitest';
import { useScene } from './scene.ts';

describe('The browser asks whether Latchkey may reach the host of a new key', () => {
  const scene = useScene({ prompts: true });

  it('and whatever becomes of the popup meanwhile, the key is kept and works', async () => {
    await scene.createVault();
    const popup = await scene.popup();
    await popup.fillNewKey(scene.sandboxKey());
    const closed = new Promise<void>((resolve) => popup.page.once('close', () => resolve()));
    // Chromium's prompt takes the popup away under the click, so the click is never confirmed.
    const clicked = popup.saveKey().catch(() => closed);
    if (scene.browser.kind === 'chromium') await closed;
    await scene.browser.acceptPrompt();
    await clicked;
    const again = await scene.popup();
    await again.openTab('Keys');
    await again.find('list|Keys', 'article|Sandbox');
    await again.gone('article|Sandbox', 'button|Allow host');
    await again.lookUp('400 971 234');
    expect(await again.meeting("John's Personal Room")).toMatchObject({
      Status: 'Not in progress',
    });
  });
});

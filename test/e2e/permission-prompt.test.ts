import { describe, expect, it, vi } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import { toLocalInput } from '../../src/ui/date-words.ts';
import { useScene } from './scene.ts';

const scene = useScene({ prompts: true });

describe('The browser asks whether Latchkey may reach the host of a new key', () => {
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

describe('The browser asks whether Latchkey may show notifications', () => {
  it('and then it reminds of a key that expires, once, and a click opens its expiry', async () => {
    const panel = await scene.panel();
    await panel.press('button|Settings');
    await panel.press('field|Show notifications');
    await scene.browser.acceptPrompt();
    await vi.waitFor(async () => expect(await shown()).toEqual([]), { timeout: 30_000 });
    await panel.press('button|Done');
    await panel.editKey('Sandbox', { expires: toLocalInput(Date.now() + 5 * DAY) });
    await panel.page.evaluate(asIfAddedLongAgo);
    await scene.browser.stopBackground();
    await panel.reload();
    await vi.waitFor(async () => expect(await shown()).toHaveLength(1), { timeout: 30_000 });
    const [reminder] = await shown();
    expect(reminder?.id).toMatch(/^expiry\./);
    // Chromium gives away the id alone.
    if (scene.browser.kind === 'firefox') {
      expect(reminder?.title).toBe('“Sandbox” expires in 5 days');
    }
    await scene.browser.clickNotification(reminder?.id ?? '');
    await scene.browser.opened(new URL('panel.html#expiry', await panel.url()).href);
    expect(await shown()).toEqual([]);
    await scene.browser.stopBackground();
    await panel.page.bringToFront();
    await panel.lookUp('400 971 234');
    await panel.meeting("John's Personal Room");
    expect(await shown()).toEqual([]);
  });

  /** What the system shows of Latchkey's; rejects without the permission. */
  async function shown(): Promise<{ id: string; title: string }[]> {
    const panel = await scene.panel();
    return panel.page.evaluate(async () => {
      const all = await Reflect.get(globalThis, 'chrome').notifications.getAll();
      return Object.entries<{ title: string }>(all).map(([id, { title }]) => ({ id, title }));
    });
  }
});

/** What Latchkey remembers of its reminders, as if none had been due since a month ago. */
async function asIfAddedLongAgo(): Promise<void> {
  const { local } = Reflect.get(globalThis, 'chrome').storage;
  const { reminders } = await local.get('reminders');
  const kept = JSON.parse(reminders.text);
  for (const entry of kept.entries) entry.toldMs -= 30 * 24 * 3_600_000;
  const text = JSON.stringify(kept);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const sha256 = [...new Uint8Array(hash)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  await local.set({ reminders: { sha256, text } });
}

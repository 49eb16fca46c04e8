import { beforeAll, describe, expect, it } from 'vitest';
import { browserUnderTest } from './browsers/launch.ts';
import type { PanelPage } from './pages/panel-page.ts';
import { PASSPHRASE, useScene } from './scene.ts';

/** Longer than the background waits for a page that says nothing (in milliseconds). */
const SILENCE_ENDS_MS = 90_000;
const scene = useScene('shared');
let panel: PanelPage;

/** How often the worker answers what it is asked while it unlocks, one question after the other. */
async function answersWhileUnlocking(): Promise<number> {
  return panel.page.evaluate(async (passphrase) => {
    const { runtime } = Reflect.get(globalThis, 'chrome');
    let unlocked = false;
    const proof = { kind: 'passphrase', passphrase };
    const unlocking = runtime
      .sendMessage({ call: 'vault.unlock', input: { proof } })
      .then((answer: { ok: boolean }) => {
        unlocked = true;
        return answer.ok;
      });
    let answers = 0;
    while (!unlocked) {
      const { ok } = await runtime.sendMessage({ call: 'program.state', input: {} });
      if (ok) answers += 1;
    }
    return (await unlocking) ? answers : 0;
  }, PASSPHRASE);
}

beforeAll(async () => {
  await scene.openVault();
  panel = await scene.panel();
});

describe('While a passphrase is worked on', () => {
  it('the background goes on answering', async () => {
    await panel.lock();
    await panel.find('button|Unlock');
    // A background that did the work itself would answer before it and after it: three times.
    expect(await answersWhileUnlocking()).toBeGreaterThan(10);
  });
});

if (browserUnderTest === 'chromium') {
  /** The offscreen pages that there are. */
  const offscreenPages = () =>
    panel.page.evaluate(async () => {
      const { runtime } = Reflect.get(globalThis, 'chrome');
      return (await runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length;
    });
  const untilOffscreenPages = (wanted: number) =>
    panel.page.waitForFunction(
      async (expected) => {
        const { runtime } = Reflect.get(globalThis, 'chrome');
        const open = await runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
        return open.length === expected;
      },
      { polling: 10 },
      wanted,
    );
  const workers = () =>
    panel.page
      .browser()
      .targets()
      .filter((target) => target.url().includes('kdf-worker'));

  /** There may be none any more. */
  const closeOffscreenPage = () =>
    Reflect.get(globalThis, 'chrome')
      .offscreen.closeDocument()
      .catch(() => {});

  async function lock(): Promise<void> {
    await panel.lock();
    await panel.find('button|Unlock');
  }

  describe('In Chromium, where a page has that done', () => {
    it('nothing is left of page and worker once it is done', async () => {
      await lock();
      await panel.unlock(PASSPHRASE);
      await untilOffscreenPages(1);
      await panel.find('tab|Look up');
      expect(await offscreenPages()).toBe(0);
      expect(workers()).toEqual([]);
    });

    it('a background that dies in the middle unlocks all the same', async () => {
      await lock();
      await panel.unlock(PASSPHRASE);
      await untilOffscreenPages(1);
      await scene.browser.stopBackground();
      await panel.find('tab|Look up');
      expect(await offscreenPages()).toBe(0);
    });

    it('a page that is left from before is in nobody’s way', async () => {
      await lock();
      await panel.page.evaluate(() =>
        Reflect.get(globalThis, 'chrome').offscreen.createDocument({
          url: 'src/offscreen/offscreen.html',
          reasons: ['CLIPBOARD'],
          justification: 'A test leaves it behind.',
        }),
      );
      await panel.unlock(PASSPHRASE);
      await panel.find('tab|Look up');
      expect(await offscreenPages()).toBe(0);
    });

    it('a page that is closed in the middle is no wrong passphrase, and the next try unlocks', async () => {
      // A page that is closed before it has begun is silent, and is given up after a minute.
      panel.page.setDefaultTimeout(SILENCE_ENDS_MS);
      // On a busy machine the work may be done before anybody can close the page.
      const unlocked = () => panel.find('tab|Look up').then(() => null);
      let said = null;
      while (said === null) {
        await lock();
        await panel.unlock(PASSPHRASE);
        await untilOffscreenPages(1);
        await panel.page.evaluate(closeOffscreenPage);
        said = await Promise.race([panel.alert(), unlocked()]);
      }
      expect(said.text).toContain('does not count as a wrong passphrase');
      await panel.press('button|Unlock');
      await panel.find('tab|Look up');
    });
  });
}

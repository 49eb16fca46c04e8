import jwt from 'jsonwebtoken';
import { beforeAll, describe, expect, it } from 'vitest';
import { webexMeetingsPaths } from '../sandbox/sandbox.ts';
import type { LatchkeyPage } from './pages/latchkey-page.ts';
import { LOOPBACK, useScene } from './scene.ts';

const { renew, sessionInfo } = webexMeetingsPaths;
const ROOM = "John's Personal Room";

describe('A renewal', () => {
  const scene = useScene('shared');

  beforeAll(async () => {
    await scene.openVault();
    await scene.browser.allowHost(LOOPBACK);
    const popup = await scene.popup();
    await popup.addKey(scene.sandboxKey());
  });

  it('whose answer is lost is one call, however often the browser itself repeats it', async () => {
    const popup = await scene.popup();
    scene.sandbox.failNext('drop-after-commit', { path: renew });
    const arrived = scene.sandbox.nextRequest(renew);
    await popup.renew('Sandbox');
    await arrived;
    // Known to be unknown, or, where the browser sent it again by itself, known.
    await popup.gone('region|Renewal', 'status~Step ');
    await popup.find('region|Renewal', 'status');
    expect(scene.sandbox.webexMeetings.calls(renew).asked).toBe(1);
    expect(scene.sandbox.webexMeetings.keys.length).toBeGreaterThan(1);
    await popup.lookUp('400971234');
    await popup.meeting(ROOM);
  });

  it('whose answer cannot be read keeps it, says so, and the key works on', async () => {
    const popup = await scene.popup();
    scene.sandbox.failNext('cut-off', { path: renew });
    await popup.renew('Sandbox');
    expect((await popup.alert()).text).toContain('could not be read');
    await popup.find('region|Renewal', 'button|Put away');
    await popup.lookUp('400971234');
    await popup.meeting(ROOM);
  });

  it('of which the popup closes in the middle goes on, and its outcome is there afterwards', async () => {
    const before = await scene.popup();
    await before.openTab('Keys');
    await before.press('article|Sandbox', 'button|Renew');
    await before.press('region|Renewal', 'button|Put away');
    await before.find('region|Renewal', 'button|Renew now');
    const made = scene.sandbox.webexMeetings.keys.length;
    scene.sandbox.failNext('slow', { path: renew, delayMs: 1_500 });
    const arrived = scene.sandbox.nextRequest(renew);
    await before.press('region|Renewal', 'button|Renew now');
    await arrived;
    const popup = await scene.popup();
    await popup.openTab('Keys');
    await popup.press('article|Sandbox', 'button|Renew');
    await popup.find('region|Renewal', 'status~Renewed on');
    expect(scene.sandbox.webexMeetings.keys).toHaveLength(made + 1);
    await popup.press('region|Renewal', 'button|Close');
  });

  it('that popup and panel start at the same time is one call, and both show its outcome', async () => {
    // The panel first: a popup closes when somebody clicks elsewhere.
    const panel = await scene.panel();
    await openRenewal(panel);
    const popup = await scene.popup();
    await openRenewal(popup);
    const { asked } = scene.sandbox.webexMeetings.calls(renew);
    const steps = ['region|Renewal', 'button|Renew now'];
    const buttons = await Promise.all([popup.find(...steps), panel.find(...steps)]);
    // In the same moment, before either hears of the other.
    await Promise.all(
      buttons.map((found) =>
        found.evaluate((button) => button instanceof HTMLElement && button.click()),
      ),
    );
    for (const page of [popup, panel]) await page.find('region|Renewal', 'status~Renewed on');
    expect(scene.sandbox.webexMeetings.calls(renew).asked).toBe(asked + 1);
  });

  it('of a key that leaked turns the old one off, once the new one is in use', async () => {
    const popup = await scene.popup();
    await popup.lookUp('400971234');
    await popup.meeting(ROOM);
    const leaked = keyInUse();
    expect(scene.sandbox.webexMeetings.liveKeys).toContain(leaked);
    await popup.openTab('Keys');
    await popup.press('article|Sandbox', 'button|Renew');
    await popup.press('region|Renewal', 'button|This key leaked');
    await popup.press('region|Renewal', 'button|Replace it and turn it off');
    await popup.find('region|Renewal', 'status~and the old key is off');
    await scene.screenshot('leaked');
    const card = await popup.textOf('article|Sandbox');
    expect(card).toContain(`${leaked.slice(-4)} leaked and is turned off: not offered any more`);
    await popup.lookUp('512340011');
    await popup.meeting('Support stand-up');
    const { liveKeys } = scene.sandbox.webexMeetings;
    expect(liveKeys).toContain(keyInUse());
    expect(liveKeys).not.toContain(leaked);
  });

  /** The key with which the last meeting was asked for. */
  function keyInUse(): string {
    const asked = scene.sandbox.requests.findLast(({ path }) => path === sessionInfo);
    return String(jwt.decode(String(asked?.headers['jwttoken']), { json: true })?.['apikey']);
  }

  async function openRenewal(page: LatchkeyPage): Promise<void> {
    await page.openTab('Keys');
    await page.press('article|Sandbox', 'button|Renew');
    await page.find('region|Renewal', 'button|Renew now');
  }
});

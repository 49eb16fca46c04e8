import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PanelPage } from './pages/panel-page.ts';
import { WebPage } from './pages/web-page.ts';
import { LOOPBACK, useScene } from './scene.ts';
import { useWebSite } from './web-site.ts';

const ROOM = "John's Personal Room";
const STAND_UP = 'Support stand-up';
/** A slow machine may take so long (ms). */
const PATIENCE = { timeout: 60_000 };

const scene = useScene({ prompts: true });
const site = useWebSite({
  '/': `<!doctype html><title>Tickets</title>
    <p><span id="key">400 971 234</span></p>
    <p><a id="link" href="https://example.webex.com/example/m.php?AT=JM&amp;MK=512340011">Join</a></p>
    <p><span id="other">512 340 011</span></p>`,
});
let web: WebPage;

beforeAll(async () => {
  await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  const panel = await scene.panel();
  await panel.addKey(scene.sandboxKey());
  web = new WebPage(await scene.browser.openTab(site.origin));
  // No tab of ours is open: whoever answers is the panel beside the page.
  await panel.page.close();
  await web.page.bringToFront();
});

const asked = () => scene.sandbox.requests.length;

/** What was asked is looked up once, and shown in the panel beside the page. */
async function answered(meeting: string, before: number): Promise<void> {
  const panel = new PanelPage(await scene.browser.sidePanel());
  await panel.find('region|Result', `article|${meeting}`);
  expect(asked()).toBe(before + 1);
  const text = () => web.page.evaluate(() => document.visibilityState);
  await vi.waitFor(async () => expect(await text()).toBe('visible'), PATIENCE);
}

const select = (selector: string) =>
  web.page.$eval(selector, (element) => getSelection()?.selectAllChildren(element));

describe('In any page, beside which the panel then opens,', () => {
  it('what is selected is looked up by the context menu', async () => {
    const before = asked();
    await select('#key');
    await web.page.click('#key', { button: 'right' });
    await scene.browser.chooseInMenu();
    await answered(ROOM, before);
  });

  it('a link is looked up by the context menu', async () => {
    const before = asked();
    await web.page.evaluate(() => getSelection()?.removeAllRanges());
    await web.page.click('#link', { button: 'right' });
    await scene.browser.chooseInMenu();
    await answered(STAND_UP, before);
  });

  it('what is typed behind “lk” in the address bar is looked up', async () => {
    const before = asked();
    await scene.browser.askInAddressBar('lk 400 971 234');
    await answered(ROOM, before);
    expect(web.page.url()).toBe(`${site.origin}/`);
  });

  it('what is selected is looked up by Alt+Shift+U, also when the background is not running', async () => {
    const before = asked();
    await web.page.bringToFront();
    await select('#other');
    await scene.browser.stopBackground();
    await scene.browser.pressShortcut('u');
    await answered(STAND_UP, before);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { Keyboard } from './pages/keyboard.ts';
import type { PanelPage } from './pages/panel-page.ts';
import { WebPage } from './pages/web-page.ts';
import { useScene } from './scene.ts';
import { useWebSite } from './web-site.ts';

const ROOM = "John's Personal Room";
const BOX = 'searchbox|Session key, link, email or token';
const RECENT = 'region|Recent look-ups';
const TEXTS = 'field|Session keys or emails';
const COUNTRY = 'combobox|Caller’s country';

const scene = useScene('shared');
const site = useWebSite({ '/': '<!doctype html><title>Ticket</title><p>400 971 234</p>' });
let panel: PanelPage;
let keyboard: Keyboard;

beforeAll(async () => {
  panel = await scene.panelWithKey();
  keyboard = new Keyboard(panel);
});

const copied = () => panel.page.waitForSelector('::-p-text(Copied)');
const rows = async () => (await panel.table('Results')).map(([key]) => key);

/** Watches the meeting that is shown, and opens the list of those that are. */
async function watch(until: string): Promise<void> {
  await keyboard.press(`article|${ROOM}`, 'button|Watch');
  await keyboard.choose(until, 'combobox|Tell me when');
  await keyboard.press('button|Start watching');
  await panel.find('button|Watched meetings');
  await keyboard.expectFocus();
  await keyboard.press('button|Watched meetings');
  await panel.find('list|Watched meetings');
  await keyboard.expectFocus();
}

/** Goes back to the card from the list, which is empty by then. */
async function goBack(): Promise<void> {
  await panel.gone('list|Watched meetings');
  await keyboard.expectFocus();
  await keyboard.press('button|Back');
  await panel.find(`article|${ROOM}`);
  await keyboard.expectFocus();
}

async function reload(): Promise<void> {
  await panel.reload();
  await panel.find(RECENT);
}

describe('By the keyboard alone', () => {
  it('one of several things that were pasted is chosen and looked up', async () => {
    await keyboard.openTab('Look up');
    await keyboard.paste('Either 512 340 011 or 400 971 234', BOX);
    await panel.page.waitForSelector('[role=listbox]');
    await keyboard.key('ArrowDown');
    await keyboard.key('Enter');
    await panel.meeting(ROOM);
    await keyboard.expectFocus();
  });

  it('a caller is told how to dial, and the summary is copied in the form that is wanted', async () => {
    const last = await (await panel.find(COUNTRY)).evaluate((found) =>
      found instanceof HTMLSelectElement ? found.options[found.options.length - 1]?.text : '',
    );
    await keyboard.choose(last ?? '', COUNTRY);
    await keyboard.to('list|Numbers to dial', 'link~Call');
    await keyboard.press('button~Summary as');
    await keyboard.choose('Markdown', 'combobox|Summary format');
    await keyboard.turn('field|Mask emails');
    await keyboard.press('button|Copy summary');
    await copied();
    await keyboard.expectFocus();
  });

  it('a meeting is watched, and not any more', async () => {
    await watch('The host joins');
    await keyboard.press(`article|${ROOM}`, 'button|Stop watching');
    await goBack();
  });

  it('a watch that came to its end is forgotten', async () => {
    await keyboard.press('button|Look up again');
    await panel.find(`article|${ROOM}`, 'button|Watched meetings');
    await panel.reload();
    await keyboard.write('400 971 234', BOX);
    await keyboard.key('Enter');
    await panel.meeting(ROOM);
    scene.sandbox.webexMeetings.begun.add('400971234');
    await watch('The meeting starts');
    await keyboard.press(`article|${ROOM}`, 'button|Forget');
    await goBack();
  });

  it('thousands are looked up, sorted, searched, saved and forgotten', async () => {
    await keyboard.openTab('Bulk');
    await keyboard.write('400 971 234\n512 340 011\n999999999', TEXTS);
    await keyboard.press('button|Start');
    await panel.find('status|Done');
    await keyboard.expectFocus();
    const asked = await rows();
    await keyboard.press('table|Results', 'button|Session key');
    await keyboard.press('table|Results', 'button|Session key ↑');
    await panel.find('table|Results', 'button|Session key ↓');
    expect(await rows()).toEqual(asked.reverse());
    await keyboard.write('stand-up', 'field|Find in results');
    await panel.gone('table|Results', 'row~400 971 234');
    expect(await rows()).toEqual(['512 340 011']);
    await keyboard.press('button|Export CSV');
    expect(await scene.downloaded(/^latchkey-meetings-.*\.csv$/)).toContain('Support stand-up');
    await keyboard.expectFocus();
    await keyboard.press('button|New bulk look-up');
    await panel.find(TEXTS);
    await keyboard.expectFocus();
    await keyboard.press('button|Back to the results');
    await panel.find('table|Results');
    await keyboard.expectFocus();
    await keyboard.press('button|Forget the results');
    await panel.find(TEXTS);
    await keyboard.expectFocus();
  });

  it('a site is marked as a favourite, and its address copied', async () => {
    await keyboard.openTab('Look up');
    await keyboard.write('test@cisco.com', BOX);
    await keyboard.key('Enter');
    const table = await panel.find('table|Sites');
    const address = await table.evaluate((found) => found.querySelector('a')?.textContent ?? '');
    const star = `Favourite: ${address}`;
    await keyboard.press(`button|${star}`);
    await panel.page.waitForSelector('button[aria-pressed=true]');
    expect(await keyboard.focused()).toBe(`button ${star}`);
    await keyboard.press(`button|Copy ${address}`);
    await copied();
    await keyboard.expectFocus();
  });

  it('what was looked up lately is looked up again, and forgotten', async () => {
    await reload();
    await keyboard.press(RECENT, `button~${ROOM}`);
    await panel.meeting(ROOM);
    await keyboard.expectFocus();
    await reload();
    await keyboard.press(RECENT, 'button|Forget 400 971 234');
    await panel.gone(RECENT, 'button|Forget 400 971 234');
    await keyboard.expectFocus();
    await keyboard.press(RECENT, 'button|Forget all');
    await panel.gone(RECENT);
    await keyboard.expectFocus();
  });

  it('the screen is made fit to be shown', async () => {
    for (const on of [true, false]) {
      await keyboard.press('button|Settings');
      await keyboard.turn('field|Presenter mode');
      await panel.page.waitForFunction(
        (wanted) => Reflect.get(document.activeElement ?? {}, 'checked') === wanted,
        {},
        on,
      );
      await keyboard.press('button|Done');
      await panel.gone('field|Presenter mode');
      await keyboard.expectFocus();
    }
  });

  it('what stands on the page beside the popup is found and looked up', async () => {
    const web = new WebPage(await scene.browser.openTab(site.origin));
    await web.page.bringToFront();
    const popup = await scene.popup();
    const keys = new Keyboard(popup);
    await keys.openTab('Look up');
    await keys.press('button|Find on this page');
    await keys.press('list|On this page', 'button~400 971 234');
    await popup.meeting(ROOM);
    await keys.expectFocus();
    await popup.close();
    await web.page.close();
  });
});

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { WebPage } from './pages/web-page.ts';
import { LOOPBACK, useScene } from './scene.ts';
import { useWebSite } from './web-site.ts';

const scene = useScene();
const site = useWebSite({
  '/': `<!doctype html><title>Tickets</title><style>body { margin: 8px }</style>
    <p id="first"><span>400 971 234</span></p>
    <p id="order">Order 512 340 011</p>
    <p id="link"><a href="#there">https://example.webex.com/meet/jane</a></p>
    <p id="sip">512340011@example.webex.com</p>
    <div id="host"><template shadowrootmode="open"><p>Meeting 512 340 011</p></template></div>
    <script>/* 600 971 234 */ window.heard = []; for (const type of ['click', 'keydown', 'toggle', 'beforetoggle', 'copy'])
      addEventListener(type, (event) => heard.push([type, event.composedPath().map((each) => each.nodeName + (each.textContent ?? '')).join()]), true);</script>`,
});

beforeAll(async () => {
  await scene.createVault();
  await scene.browser.allowHost(LOOPBACK);
  await (await scene.panel()).addKey(scene.sandboxKey());
});

async function visit(path = '/'): Promise<WebPage> {
  const page = new WebPage(await scene.browser.openTab(`${site.origin}${path}`));
  await page.page.bringToFront();
  return page;
}

async function popup() {
  const opened = await scene.popup();
  await opened.openTab('Look up');
  return opened;
}

const asked = () => scene.sandbox.requests.length;

describe('On a site that nobody allowed', () => {
  it('nothing of ours runs', async () => {
    const web = await visit();
    const html = await web.html();
    await (await popup()).find('button|Find on this page');
    expect(await web.marked()).toEqual([]);
    expect(await web.html()).toBe(html);
    await web.page.close();
  });

  it('a click finds it on this page, once', async () => {
    const web = await visit();
    const html = await web.html();
    const opened = await popup();
    await opened.press('button|Find on this page');
    await opened.find('list|On this page');
    expect(await web.marked()).toEqual([
      '400 971 234',
      'https://example.webex.com/meet/jane',
      '512340011@example.webex.com',
      '512 340 011',
    ]);
    expect(await web.html()).toBe(html);
    await opened.close();
    await web.page.reload();
    expect(await web.marked()).toEqual([]);
    await web.page.close();
  });
});

describe('On a site that is always looked through', () => {
  beforeAll(async () => {
    await scene.browser.allowHost(site.pattern);
    const web = await visit();
    const opened = await popup();
    await opened.press('field|Always on this site');
    await opened.find('list|On this page');
    await opened.close();
    await web.page.close();
  });

  it('everything is marked by itself, and not a byte of the page changed', async () => {
    const web = await visit();
    await web.marks(4);
    await web.page.evaluate(() => {
      document.querySelector('#order')?.replaceChildren('Meeting 512 340 011');
    });
    await web.marks(5);
    const html = await web.html();
    await web.page.close();
    expect(html).not.toContain('latchkey');
  });

  it('a click on a mark asks once, and opens a card that the page cannot read', async () => {
    const web = await visit();
    await web.marks(4);
    const before = asked();
    await web.page.evaluate(() => {
      const span = document.querySelector<HTMLElement>('#first span');
      const { left = 0, top = 0 } = span?.getBoundingClientRect() ?? {};
      const init = { bubbles: true, clientX: left + 3, clientY: top + 3, composed: true };
      span?.dispatchEvent(new MouseEvent('click', init));
      span?.click();
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', altKey: true }));
    });
    await web.click('#order');
    expect(asked()).toBe(before);
    await web.click('#first span');
    await web.card(true);
    await vi.waitFor(() => expect(asked()).toBe(before + 1), { timeout: 20_000 });
    const tree = await readAll(web);
    console.log(JSON.stringify(tree));
    await scene.screenshot('x');
    await web.page.screenshot({ path: `/tmp/page-card-${scene.browser.kind}.png` });
    await web.page.keyboard.press('Escape');
    await web.card(false);
    await web.page.close();
  });
});

/** Everything that a page can try to find out of a card. */
function readAll(web: WebPage): Promise<unknown> {
  return web.page.evaluate(() => {
    const host = document.querySelector(':popover-open');
    const words = [
      'Meeting',
      'Status',
      'progress',
      'Not in progress',
      'Host joined',
      'Open in panel',
      'Toll',
      'Room',
      'John',
    ];
    const found = words.filter((word) => {
      getSelection()?.removeAllRanges();
      document.body.hidden = true;
      return Reflect.get(window, 'find').call(window, word);
    });
    document.body.hidden = false;
    document.execCommand('selectAll');
    return {
      found,
      selected: String(getSelection()).length,
      shadow: host?.shadowRoot ?? null,
      html: host?.outerHTML,
      text: host?.textContent,
      size: [host?.clientWidth, host?.clientHeight, host?.scrollHeight],
      heard: Reflect.get(window, 'heard'),
    };
  });
}

import type { Page } from 'puppeteer-core';

/** A page behind others draws no frames, with which puppeteer would look anew. */
const ALSO_HIDDEN = { polling: 50 };

/** Somebody's web page, as its own scripts and the person see it. */
export class WebPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What is marked, as the page itself can find out. */
  marked(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...CSS.highlights.values()].flatMap((highlight) =>
        [...highlight].map(({ startContainer, startOffset, endOffset }) =>
          String(startContainer.textContent).slice(startOffset, endOffset),
        ),
      ),
    );
  }

  /** Waits until so many places are marked. */
  async marks(count: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0) === wanted,
      ALSO_HIDDEN,
      count,
    );
  }

  html(): Promise<string> {
    return this.page.evaluate(() => document.documentElement.outerHTML);
  }

  /** Clicks in the middle of the element. */
  async click(selector: string): Promise<void> {
    const { x, y } = await this.page.$eval(selector, (element) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    await this.page.mouse.click(x, y);
  }

  /** Waits until a card is open and has the focus, or none is. */
  async card(open: boolean): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => {
        const card = document.querySelector(':popover-open');
        return wanted ? card !== null && document.activeElement === card : card === null;
      },
      ALSO_HIDDEN,
      open,
    );
  }

  /** Presses Tab so often. */
  async focusMoves(times: number): Promise<void> {
    for (let left = times; left > 0; left -= 1) await this.page.keyboard.press('Tab');
  }

  /** Tries what a page can to find out what an open card says. */
  readCard(words: readonly string[]) {
    return this.page.evaluate((wanted) => {
      const host = document.querySelector(':popover-open');
      const selection = getSelection();
      const find = Reflect.get(globalThis, 'find');
      document.body.hidden = true;
      const found = wanted.filter((word) => {
        selection?.removeAllRanges();
        return find.call(globalThis, word);
      });
      document.body.hidden = false;
      document.execCommand('selectAll');
      const text = String(selection);
      selection?.removeAllRanges();
      return {
        found,
        selected: wanted.filter((word) => text.includes(word)),
        inside: `${host?.innerHTML}${host?.textContent}`,
        shadow: host?.shadowRoot ?? null,
        sizes: `${host?.scrollWidth} ${host?.scrollHeight}`,
      };
    }, words);
  }

  /** How many style sheets the document has adopted. */
  sheets(): Promise<number> {
    return this.page.evaluate(() => document.adoptedStyleSheets.length);
  }

  /** Begins to note how long the page is held up, as its own timers feel it. */
  async watchTasks(): Promise<void> {
    await this.page.evaluate(() => {
      Reflect.set(globalThis, 'longestTaskMs', 0);
      if (Reflect.has(globalThis, 'watchingTasks')) return;
      Reflect.set(globalThis, 'watchingTasks', true);
      let lastMs = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const nowMs = performance.now();
        const longest = Reflect.get(globalThis, 'longestTaskMs');
        Reflect.set(globalThis, 'longestTaskMs', Math.max(longest, nowMs - lastMs));
        lastMs = nowMs;
        setTimeout(() => port2.postMessage(null), 0);
      };
      port2.postMessage(null);
    });
  }

  longestTaskMs(): Promise<number> {
    return this.page.evaluate(() => Reflect.get(globalThis, 'longestTaskMs'));
  }
}

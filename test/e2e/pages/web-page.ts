import type { Page } from 'puppeteer-core';

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
      {},
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

  /** Waits until a card is open, or none is. */
  async card(open: boolean): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => (document.querySelector(':popover-open') !== null) === wanted,
      {},
      open,
    );
  }
}

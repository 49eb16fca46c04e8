import type { Page } from 'puppeteer-core';
import { LatchkeyPage } from './latchkey-page.ts';

interface PopupOptions {
  readonly page: Page;
  readonly beforeAct?: (() => Promise<void>) | undefined;
  /** Closes the popup as the browser does. */
  readonly close: () => Promise<void>;
}

/** The real popup of the toolbar button. */
export class PopupPage extends LatchkeyPage {
  /** Closes the popup, and resolves when it is gone. */
  readonly close: () => Promise<void>;

  constructor({ page, beforeAct, close }: PopupOptions) {
    super(page, beforeAct);
    this.close = close;
  }
}

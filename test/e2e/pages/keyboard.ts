import { expect } from 'vitest';
import type { LatchkeyPage } from './latchkey-page.ts';

/** More presses of Tab than any view has stops. */
const MOST_STOPS = 200;
/** How long the focus may be nowhere while a view is drawn (in milliseconds). */
const PATIENCE_MS = 10_000;

/** Somebody without a mouse: everything is walked to, and nothing is clicked. */
export class Keyboard {
  readonly #latchkey: LatchkeyPage;

  constructor(latchkey: LatchkeyPage) {
    this.#latchkey = latchkey;
  }

  get #keys() {
    return this.#latchkey.page.keyboard;
  }

  /** Walks by Tab or Shift+Tab, whichever is nearer, until it has the focus. */
  async to(...steps: readonly string[]): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      // Found anew each time: a view that is drawn anew meanwhile has others.
      const target = await this.#latchkey.find(...steps);
      const way = await target.evaluate((wanted) => {
        const active = document.activeElement;
        if (active === wanted) return 'there';
        if (active === null || active === document.body) return 'onward';
        const place = active.compareDocumentPosition(wanted);
        return place & Node.DOCUMENT_POSITION_PRECEDING ? 'back' : 'onward';
      });
      if (way === 'there') return this.expectFocus();
      if (way === 'onward') await this.#keys.press('Tab');
      else await this.chord('Shift', 'Tab');
    }
    throw new Error(`Tab never comes to ${steps.join(' in ')}; it is at ${await this.focused()}`);
  }

  /** Walks to a button, or whatever else takes it, and presses Enter. */
  async press(...steps: readonly string[]): Promise<void> {
    await this.to(...steps);
    await this.key('Enter');
  }

  /** Walks to a check box or switch and turns it. */
  async turn(...steps: readonly string[]): Promise<void> {
    await this.to(...steps);
    await this.key(' ');
  }

  /** Walks to a field and writes into it, in place of what is there. */
  async write(text: string, ...steps: readonly string[]): Promise<void> {
    await this.to(...steps);
    await this.chord('Control', 'KeyA', 'SelectAll');
    await this.key('Delete');
    const lines = text.split('\n');
    for (const [place, line] of lines.entries()) {
      if (place > 0) await this.key('Enter');
      await this.#keys.type(line);
    }
  }

  /** Walks to a field and pastes into it what was copied elsewhere. */
  async paste(text: string, ...steps: readonly string[]): Promise<void> {
    await this.to(...steps);
    await this.#latchkey.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.chord('Control', 'KeyV', 'Paste');
  }

  /** Walks to a select and goes down its options to the one with these words. */
  async choose(option: string, ...steps: readonly string[]): Promise<void> {
    await this.to(...steps);
    await this.key('Home');
    for (let options = 0; (await this.#chosen()) !== option; options += 1) {
      if (options > MOST_STOPS) throw new Error(`${steps.join(' in ')} offers no “${option}”`);
      await this.key('ArrowDown');
    }
  }

  #chosen(): Promise<string | undefined> {
    return this.#latchkey.page.evaluate(() => {
      const select = document.activeElement;
      return select instanceof HTMLSelectElement ? select.selectedOptions[0]?.text : undefined;
    });
  }

  /** Opens a tab: its list is one stop, and arrows walk in it. */
  async openTab(name: string): Promise<void> {
    await this.#latchkey.find('tab');
    const selected = await this.#latchkey.page.evaluate(
      () => document.querySelector('[role=tab][aria-selected=true]')?.textContent,
    );
    await this.to(`tab|${selected}`);
    for (let tabs = 0; (await this.focused()) !== `button ${name}`; tabs += 1) {
      if (tabs > MOST_STOPS) throw new Error(`There is no tab “${name}”`);
      await this.key('ArrowRight');
    }
  }

  async key(key: 'Enter' | ' ' | 'Home' | 'Delete' | 'ArrowDown' | 'ArrowRight' | 'Escape') {
    await this.#keys.press(key);
  }

  async chord(
    held: 'Control' | 'Shift',
    key: 'KeyA' | 'KeyV' | 'Tab',
    command?: string,
  ): Promise<void> {
    await this.#keys.down(held);
    // Chromium without a window takes keys for what they write, and is told what they do.
    await this.#keys.press(key, command === undefined ? {} : { commands: [command] });
    await this.#keys.up(held);
  }

  /** What has the focus: its tag and its words. */
  focused(): Promise<string> {
    return this.#latchkey.page.evaluate(() => {
      const active = document.activeElement;
      const words = active?.getAttribute('aria-label') ?? active?.textContent ?? '';
      return `${active?.localName} ${words.replace(/\s+/g, ' ').trim().slice(0, 80)}`;
    });
  }

  /** The focus is on something that is seen, once what was asked for stands there. */
  async expectFocus(): Promise<void> {
    const there = this.#latchkey.page.waitForFunction(
      () => {
        const active = document.activeElement;
        if (active === null || active === document.body) return false;
        const { top, bottom, left, right } = active.getBoundingClientRect();
        const isOn = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        return isOn && active.checkVisibility({ visibilityProperty: true });
      },
      { timeout: PATIENCE_MS },
    );
    const lost = await there.then(
      () => null,
      async () => this.focused(),
    );
    expect(lost, 'the focus is nowhere, or on what nobody sees').toBeNull();
  }
}

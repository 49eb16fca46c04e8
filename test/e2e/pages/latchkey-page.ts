import type { ElementHandle, Page } from 'puppeteer-core';
import { named } from './named.ts';

/** What is typed into the form of a Webex Meetings key. What is left out stays as the form has it. */
export interface KeyForm {
  readonly label?: string;
  readonly apiKey?: string;
  readonly secretKey?: string;
  readonly passcode?: string;
  readonly email?: string;
  /** As `<input type="datetime-local">` takes it. */
  readonly expires?: string;
  readonly baseUrl?: string;
}

const FIELDS: { readonly [F in keyof KeyForm]-?: string } = {
  label: 'Label',
  apiKey: 'API key',
  secretKey: 'Secret key',
  passcode: 'Passcode',
  email: 'Email',
  expires: 'Expires',
  baseUrl: 'Base URL',
};

/** A failure as it is said: its words and the buttons that help. */
export interface Alert {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** How long a slow machine may take (in milliseconds) until something shows. */
const PATIENCE_MS = 60_000;
const LOOK_ANEW_MS = 5_000;

/** How often a person types the same into a field that does not take it. */
const FILL_TRIES = 3;

/** How often a person aims anew at something that was drawn anew meanwhile. */
const CLICK_TRIES = 3;

/** Latchkey as a person uses it, in the popup and in the panel alike. */
export class LatchkeyPage {
  readonly page: Page;
  /** Called before every act of the person; tests stop the background there. */
  readonly #beforeAct: () => Promise<void>;
  readonly #handles: ElementHandle[] = [];

  constructor(page: Page, beforeAct: () => Promise<void> = async () => {}) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    this.#beforeAct = beforeAct;
  }

  /** Its address, by the page itself: of a page of an extension, Firefox tells nobody. */
  async url(): Promise<string> {
    return this.page.evaluate(() => location.href);
  }

  /** Waits for an element by role and name: `find('article|Weekly', 'button|Renew')`. */
  async find(...steps: readonly string[]): Promise<ElementHandle> {
    // Begun anew every few seconds: a text that changes in its place is no news to puppeteer.
    for (let tries = 0; tries < PATIENCE_MS / LOOK_ANEW_MS; tries += 1) {
      const looking = this.page.waitForSelector(named(...steps), { timeout: LOOK_ANEW_MS });
      const found = await looking.catch(() => null);
      if (found) {
        this.#handles.push(found);
        return found;
      }
    }
    throw new Error(
      `Nothing here is ${steps.join(' in ')}. The page shows: ${await this.#glance()}`,
    );
  }

  /** What whoever reads of a failed test wants to know of the page. */
  async #glance(): Promise<string> {
    const glance = this.page.evaluate(() => {
      const { visibilityState, readyState, body } = document;
      return `${visibilityState}, ${readyState}, ${body.innerText.slice(0, 400)}`;
    });
    return await glance.catch(String);
  }

  /** Lets go of every element that was found: what a test holds, the page cannot forget. */
  async letGo(): Promise<void> {
    await Promise.all(this.#handles.splice(0).map((handle) => handle.dispose()));
  }

  /** Waits until no such element is shown any more. */
  async gone(...steps: readonly string[]): Promise<void> {
    await this.page.waitForSelector(named(...steps), { hidden: true });
  }

  /** Whether such an element is shown now. */
  async shows(...steps: readonly string[]): Promise<boolean> {
    const found = await this.page.$(named(...steps));
    await found?.dispose();
    return found !== null;
  }

  /** All the text that is shown. */
  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** All the text of the page, what is hidden or written in attributes included. */
  wholeText(): Promise<string> {
    return this.page.evaluate(() => document.documentElement.outerHTML);
  }

  async textOf(...steps: readonly string[]): Promise<string> {
    const element = await this.find(...steps);
    return element.evaluate((found) => (found instanceof HTMLElement ? found.innerText : ''));
  }

  /** An act of the person: presses a button, once it can be pressed. */
  async press(...steps: readonly string[]): Promise<void> {
    await this.#beforeAct();
    await this.#click(...steps);
  }

  /** Types into a field and looks that it stands there: a view that is just opening moves the focus. */
  async fill(label: string, value: string, role = 'field'): Promise<void> {
    for (let tries = 0; tries < FILL_TRIES; tries += 1) {
      await this.#fillOnce(label, value, role);
      // A field may also take it in a form of its own, without line breaks: that is for the test to judge.
      if ((await this.valueOf(label, role)) === value) return;
    }
  }

  async #fillOnce(label: string, value: string, role: string): Promise<void> {
    const field = await this.find(`${role}|${label}`);
    const typed = await field.evaluate((found, text) => {
      const isText =
        found instanceof HTMLTextAreaElement ||
        (found instanceof HTMLInputElement && /^(text|password|search)$/.test(found.type));
      if (!isText) return false;
      found.focus();
      found.select();
      if (found.value === text) return true;
      // In one, as an input method does it: the browser itself tells the page of it.
      return document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
    }, value);
    // The parts of a date are typed in the order of the computer's language: it is put in as a whole.
    if (!typed) await this.page.locator(named(`${role}|${label}`)).fill(value);
  }

  /** Chooses a file, as in the browser's own dialog. */
  async chooseFile(label: string, path: string): Promise<void> {
    const field = await this.find(`field|${label}`);
    await (await field.toElement('input')).uploadFile(path);
  }

  /** Chooses in a select, by the words of the option or what it stands for, once it is offered. */
  async choose(label: string, wanted: string, role = 'combobox'): Promise<void> {
    const select = await this.find(`${role}|${label}`);
    const option = await select.evaluate(optionOf, wanted);
    if (option === null) throw new Error(`${label} offers no “${wanted}”: ${await this.#glance()}`);
    await select.select(option);
  }

  /** Types into a field key by key, and leaves it at that. */
  async type(label: string, text: string, role = 'field'): Promise<void> {
    const field = await this.find(`${role}|${label}`);
    await field.evaluate((found) => (found instanceof HTMLElement ? found.focus() : null));
    await this.page.keyboard.type(text);
  }

  /** What stands in a field now. */
  async valueOf(label: string, role = 'field'): Promise<string> {
    const field = await this.find(`${role}|${label}`);
    return field.evaluate((found) =>
      found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? found.value : '',
    );
  }

  /** Loads the page anew, and resolves once the new one is there. */
  async reload(): Promise<void> {
    await this.page.evaluate(() => {
      document.documentElement.dataset['reloading'] = '';
      location.reload();
    });
    await this.page.waitForFunction(
      () =>
        document.readyState === 'complete' && !('reloading' in document.documentElement.dataset),
    );
  }

  async unlock(passphrase: string): Promise<void> {
    await this.fill('Passphrase', passphrase);
    await this.press('button|Unlock');
  }

  async unlockWithRecoveryCode(code: string): Promise<void> {
    await this.#click('button|Use the recovery code');
    await this.fill('Recovery code', code);
    await this.press('button|Unlock');
  }

  async lock(): Promise<void> {
    await this.press('button|Lock');
  }

  async openTab(
    name: 'Look up' | 'Keys' | 'Tokens' | 'Bulk' | 'Requests' | 'Webhooks' | 'Activity',
  ): Promise<void> {
    await this.#click(`tab|${name}`);
  }

  /** Opens a page about a key, by what its card calls it. */
  async openKeyPage(word: string, label: string): Promise<void> {
    await this.openTab('Keys');
    await this.press(`article|${label}`, `button|${word} of “${label}”`);
  }

  /** Opens the form of a new key and fills it; saves nothing. */
  async fillNewKey(form: KeyForm): Promise<void> {
    await this.openTab('Keys');
    await this.press('button|Add key');
    await this.fillKey(form);
  }

  /** Types into the open form of a key. */
  async fillKey(form: KeyForm): Promise<void> {
    const fields = Object.keys(FIELDS).filter((field) => field !== 'baseUrl') as (keyof KeyForm)[];
    for (const field of fields) {
      const value = form[field];
      if (value !== undefined) await this.fill(FIELDS[field], value);
    }
    if (form.baseUrl === undefined) return;
    await this.find('field|Label');
    if (!(await this.shows('field|Base URL'))) await this.#click('button|Advanced');
    await this.fill(FIELDS.baseUrl, form.baseUrl);
  }

  /** Puts a mail into its field, in the open form of a key, as a person's paste does; reads it. */
  async pasteMail(mail: string): Promise<void> {
    await this.press('button|Paste activation email');
    const field = await this.find('field|Activation email');
    await field.evaluate((found, text) => {
      if (found instanceof HTMLElement) found.focus();
      document.execCommand('insertText', false, text);
    }, mail);
    await this.press('button|Read email');
  }

  /** Puts a text on the clipboard and pastes it into a field by the keyboard. */
  async paste(label: string, text: string): Promise<void> {
    const field = await this.find(`field|${label}`);
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await field.focus();
    await this.page.keyboard.down('Control');
    // Chromium without a window takes keys for what they write, and is told what they do.
    await this.page.keyboard.press('KeyV', { commands: ['Paste'] });
    await this.page.keyboard.up('Control');
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
  }

  async saveKey(): Promise<void> {
    await this.press('button|Save key');
  }

  /** Adds a key whose host is allowed, and waits until it is in the list. */
  async addKey(form: KeyForm & { readonly label: string }): Promise<void> {
    await this.fillNewKey(form);
    await this.saveKey();
    await this.find(`list|Keys`, `article|${form.label}`);
  }

  /** Changes a stored key and waits until the form is closed. */
  async editKey(label: string, change: KeyForm): Promise<void> {
    await this.openTab('Keys');
    await this.press(`article|${label}`, 'button|Edit');
    await this.fillKey(change);
    await this.saveKey();
    await this.find('list|Keys', `article|${change.label ?? label}`);
  }

  async lookUp(typed: string): Promise<void> {
    await this.openTab('Look up');
    await this.fill('Session key, link, email or token', typed, 'searchbox');
    await this.press('button|Look up');
  }

  /** Waits for the card of a meeting; its terms and what is said of each. */
  async meeting(name: string): Promise<Record<string, string>> {
    const card = await this.find('region|Result', `article|${name}`);
    return card.evaluate((article) =>
      Object.fromEntries(
        [...article.querySelectorAll('dt')].map((term) => {
          const words = term.nextElementSibling;
          return [term.innerText, words instanceof HTMLElement ? words.innerText.trim() : ''];
        }),
      ),
    );
  }

  /** Waits for a table whose name begins so; the text of each cell of each row. */
  async table(name: string): Promise<string[][]> {
    const table = await this.find(`table|${name}`);
    return table.evaluate((found) =>
      [...found.querySelectorAll('tbody > tr')].map((row) =>
        [...row.querySelectorAll('th, td')].map((cell) =>
          cell instanceof HTMLElement ? cell.innerText.trim() : '',
        ),
      ),
    );
  }

  /** Waits for a failure and reads it. */
  async alert(): Promise<Alert> {
    const alert = await this.find('alert');
    return alert.evaluate((found) => ({
      text: found instanceof HTMLElement ? found.innerText.replace(/\s+/g, ' ').trim() : '',
      buttons: [...found.querySelectorAll('button')].map((button) => button.innerText.trim()),
    }));
  }

  /** Has a meeting's passwords shown; the card must be open. */
  async revealPasswords(meeting: string, passphrase: string): Promise<void> {
    await this.press(`article|${meeting}`, 'button|Show passwords');
    await this.fill('Passphrase', passphrase);
    await this.press(`article|${meeting}`, 'button|Show');
    await this.find(`article|${meeting}`, 'button|Hide passwords');
  }

  /** Renews a key and waits for the outcome, whatever it is. */
  async renew(label: string): Promise<void> {
    await this.openTab('Keys');
    await this.press(`article|${label}`, 'button|Renew');
    await this.press('region|Renewal', 'button|Renew now');
  }

  async screenshot(path: `${string}.png`): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Scrolls there as a person would, away from bars that lie over an edge, and clicks. */
  async #click(...steps: readonly string[]): Promise<void> {
    for (let tries = 0; tries < CLICK_TRIES; tries += 1) {
      const element = await this.find(...steps);
      const place = await element.evaluate(placeToClick);
      if (!place) continue;
      await this.page.mouse.click(place.x, place.y);
      // Where the page is gone, that was the click's doing.
      if (await element.evaluate(wasClicked).catch(() => true)) return;
    }
    throw new Error(`${steps.join(' in ')} is covered, or moves: ${await this.#glance()}`);
  }
}

/**
 * Where to click on an element, once it stands still and nothing lies over it; `null` if that does
 * not come, or another has taken its place. Runs in the page.
 */
async function placeToClick(found: Element): Promise<{ x: number; y: number } | null> {
  let before = '';
  for (let looks = 0; looks < 200 && found.isConnected; looks += 1) {
    // Again only where it moved: to scroll to where it stands can move it by a pixel.
    if (before === '') found.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = found.getBoundingClientRect();
    const place = { x: left + width / 2, y: top + height / 2 };
    const now = [left, top, width, height].join();
    const hit = document.elementFromPoint(place.x, place.y);
    const isFree = found.contains(hit) || hit?.closest('label')?.control === found;
    if (isFree && now === before) {
      Reflect.set(found, 'latchkeyClicked', false);
      found.addEventListener('click', () => Reflect.set(found, 'latchkeyClicked', true), {
        capture: true,
        once: true,
      });
      return place;
    }
    before = isFree && (before === '' || now === before) ? now : '';
    // Not by frames, which a page behind another does not draw.
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return null;
}

/** Whether the click came: what stands around may have moved in the last moment. Runs in the page. */
function wasClicked(found: Element): boolean {
  return Reflect.get(found, 'latchkeyClicked') === true;
}

/** What an option stands for, once it is offered; `null` if it is not, in a minute. Runs in the page. */
async function optionOf(select: Element, words: string): Promise<string | null> {
  for (let looks = 0; looks < 3_000; looks += 1) {
    const options = select instanceof HTMLSelectElement ? [...select.options] : [];
    const option = options.find(({ text, value }) => text === words || value === words);
    if (option) return option.value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return null;
}

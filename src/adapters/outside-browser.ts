import browser, { type Menus } from 'webextension-polyfill';
import { SELECTION_SCRIPT } from '../domain/page-script.ts';

/** What of the browser is reached where somebody asks outside of our pages. */
export interface OutsideBrowser {
  /** Makes the context menu anew. The browser keeps it; an update may have brought other words. */
  makeMenu(): Promise<void>;
  /** What is selected in a tab, in whichever frame; an empty text where nothing is, or nobody may look. */
  selectionIn(tabId: number): Promise<string>;
  /** A suggestion's words as the address bar takes them: Chromium reads XML, Firefox plain text. */
  suggestionWords(words: string): string;
}

const MENU: readonly Menus.CreateCreatePropertiesType[] = [
  { id: 'selection', title: 'Look up “%s” in Latchkey', contexts: ['selection'] },
  { id: 'link', title: 'Look up this link in Latchkey', contexts: ['link'] },
];

export const outsideBrowser: OutsideBrowser = {
  makeMenu: async () => {
    await browser.contextMenus.removeAll();
    for (const item of MENU) browser.contextMenus.create(item);
  },
  selectionIn: async (tabId) => {
    const target = { tabId, allFrames: true };
    const frames = await browser.scripting
      .executeScript({ target, files: [SELECTION_SCRIPT] })
      .catch(() => []);
    const texts = frames.map(({ result }) => (typeof result === 'string' ? result : ''));
    return texts.find((text) => text !== '') ?? '';
  },
  suggestionWords: (words) =>
    __BROWSER__ === 'firefox'
      ? words
      : words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
};

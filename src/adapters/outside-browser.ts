import browser, { type Menus } from 'webextension-polyfill';
import type { ShowSuggestions, Suggestion } from '../domain/outside-question.ts';
import { SELECTION_SCRIPT } from '../domain/page-script.ts';

/** What of the browser is reached where somebody asks outside of our pages. */
export interface OutsideBrowser {
  /** Makes the context menu anew. The browser keeps it; an update may have brought other words. */
  makeMenu(): Promise<void>;
  /** What is selected in a tab, in whichever frame; an empty text where nothing is, or nobody may look. */
  selectionIn(tabId: number): Promise<string>;
  /** Puts an update in that is ready; nothing of this version runs any more. */
  update(): void;
  /** Shows lines under the address bar, the first as what Enter does. */
  propose(lines: readonly Suggestion[], show: ShowSuggestions): void;
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
  update: () => browser.runtime.reload(),
  propose: ([first, ...others], show) => {
    if (first) browser.omnibox.setDefaultSuggestion({ description: shown(first.words) });
    show(others.map(({ text, words }) => ({ content: text, description: shown(words) })));
  },
};

/** Chromium reads the words as XML, Firefox as plain text. */
function shown(words: string): string {
  if (__BROWSER__ === 'firefox') return words;
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

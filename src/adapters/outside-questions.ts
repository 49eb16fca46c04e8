import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import type { OutsideQuestion, Suggestion } from '../domain/outside-question.ts';
import { SELECTION_SCRIPT } from '../domain/page-script.ts';
import { openPanelIn } from './panel.ts';

/** The shortcut that looks up what is selected, by its name in manifest.json. */
const SELECTION_COMMAND = 'look-up-selection';

const MENU: readonly (Menus.CreateCreatePropertiesType & { id: string })[] = [
  { id: 'selection', title: 'Look up “%s” in Latchkey', contexts: ['selection'] },
  { id: 'link', title: 'Look up this link in Latchkey', contexts: ['link'] },
];

interface Listeners {
  onQuestion(question: OutsideQuestion): void;
  /** What to propose while somebody types into the address bar; the first line is the default. */
  suggest(typed: string): Promise<readonly Suggestion[]>;
}

/**
 * Calls back when somebody asks by the context menu, in the address bar or by the shortcut, and
 * opens the panel for the answer. To be called in the worker's first turn.
 */
export function onOutsideQuestion({ onQuestion, suggest }: Listeners): void {
  browser.runtime.onInstalled.addListener(() => void makeMenu());
  browser.contextMenus.onClicked.addListener((clicked, tab) => {
    const windowId = windowOf(tab);
    void openPanelIn(windowId);
    const { menuItemId, selectionText, linkUrl } = clicked;
    const text = menuItemId === 'selection' ? selectionText : linkUrl;
    onQuestion({ text: text ?? '', windowId });
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== SELECTION_COMMAND) return;
    const windowId = windowOf(tab);
    void openPanelIn(windowId);
    void selectionIn(tab).then((text) => onQuestion({ text, windowId }));
  });
  listenToAddressBar({ onQuestion, suggest });
}

/** The browser keeps the menu; made anew, because an update may have brought other words. */
async function makeMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const item of MENU) browser.contextMenus.create(item);
}

function listenToAddressBar({ onQuestion, suggest }: Listeners): void {
  // Asked for as soon as somebody begins to type: after Enter there is no time to.
  let windowId: number | null = null;
  browser.omnibox.onInputStarted.addListener(() => {
    void browser.windows.getLastFocused().then(
      ({ id = null }) => {
        windowId = id;
      },
      () => undefined,
    );
  });
  browser.omnibox.onInputChanged.addListener((typed, show) => {
    void suggest(typed).then(([first, ...others]) => {
      if (first) browser.omnibox.setDefaultSuggestion({ description: shown(first.words) });
      show(others.map(({ text, words }) => ({ content: text, description: shown(words) })));
    });
  });
  browser.omnibox.onInputEntered.addListener((text) => {
    void openPanelIn(windowId);
    onQuestion({ text, windowId });
  });
}

/** Chromium reads descriptions as XML, Firefox as plain text. */
function shown(words: string): string {
  if (__BROWSER__ === 'firefox') return words;
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function windowOf(tab: Tabs.Tab | undefined): number | null {
  return tab?.windowId ?? null;
}

/** What is selected in the tab, in whichever frame; an empty text where nothing is, or nobody may look. */
async function selectionIn(tab: Tabs.Tab | undefined): Promise<string> {
  if (tab?.id === undefined) return '';
  const target = { tabId: tab.id, allFrames: true };
  const frames = await browser.scripting
    .executeScript({ target, files: [SELECTION_SCRIPT] })
    .catch(() => []);
  const texts = frames.map(({ result }) => (typeof result === 'string' ? result : ''));
  return texts.find((text) => text !== '') ?? '';
}

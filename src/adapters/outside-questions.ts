import browser, { type Tabs } from 'webextension-polyfill';
import type { OutsideQuestion, Suggestion } from '../domain/outside-question.ts';
import { openPanelIn } from './panel.ts';

/** The shortcut that looks up what is selected, by its name in manifest.json. */
const SELECTION_COMMAND = 'look-up-selection';

interface Listeners {
  /** Latchkey was installed or updated: its menu has to be made. */
  onInstalled(): void;
  onQuestion(question: OutsideQuestion): void;
  /** Somebody wants to know of what is selected in that tab. */
  onSelection(tabId: number, windowId: number | null): void;
  /** What to propose while somebody types into the address bar; the first line is the default. */
  suggest(typed: string): Promise<readonly Suggestion[]>;
}

/**
 * Calls back when somebody asks by the context menu, in the address bar or by the shortcut, and
 * opens the panel for the answer. To be called in the worker's first turn.
 */
export function onOutsideQuestion(listeners: Listeners): void {
  const { onInstalled, onQuestion, onSelection } = listeners;
  browser.runtime.onInstalled.addListener(onInstalled);
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, linkUrl }, tab) => {
    const windowId = windowOf(tab);
    void openPanelIn(windowId);
    onQuestion({ text: (menuItemId === 'link' ? linkUrl : selectionText) ?? '', windowId });
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== SELECTION_COMMAND) return;
    void openPanelIn(windowOf(tab));
    if (tab?.id !== undefined) onSelection(tab.id, windowOf(tab));
  });
  listenToAddressBar(listeners);
}

function listenToAddressBar({ onQuestion, suggest }: Listeners): void {
  const { omnibox, windows } = browser;
  // Asked for as soon as somebody begins to type: after Enter there is no time to.
  let windowId: number | null = null;
  omnibox.onInputStarted.addListener(() => {
    void windows.getLastFocused().then(({ id = null }) => {
      windowId = id;
    });
  });
  omnibox.onInputChanged.addListener((typed, show) => {
    void suggest(typed).then(([first, ...others]) => {
      if (first) omnibox.setDefaultSuggestion({ description: first.words });
      show(others.map(({ text, words }) => ({ content: text, description: words })));
    });
  });
  omnibox.onInputEntered.addListener((text) => {
    void openPanelIn(windowId);
    onQuestion({ text, windowId });
  });
}

function windowOf(tab: Tabs.Tab | undefined): number | null {
  return tab?.windowId ?? null;
}

import browser, { type Tabs } from 'webextension-polyfill';
import type { OutsideEvent, Suggestion } from '../domain/outside-question.ts';
import { openPanelIn } from './panel.ts';

/** The shortcut that looks up what is selected, by its name in manifest.json. */
const SELECTION_COMMAND = 'look-up-selection';

/** As the browser writes it (`tabs.TAB_ID_NONE`). */
const NO_TAB = -1;

interface Listeners {
  onEvent(event: OutsideEvent): void;
  /** What to propose while somebody types into the address bar; the first line is the default. */
  suggest(typed: string): Promise<readonly Suggestion[]>;
}

/**
 * Calls back when somebody asks by the context menu, in the address bar or by the shortcut, and
 * opens the panel for the answer. To be called in the worker's first turn.
 */
export function onOutsideQuestion(listeners: Listeners): void {
  const { onEvent } = listeners;
  browser.runtime.onInstalled.addListener(() => onEvent({ what: 'installed' }));
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, linkUrl }, tab) => {
    const text = (menuItemId === 'link' ? linkUrl : selectionText) ?? '';
    onEvent({ what: 'question', text, windowId: openBy(tab) });
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== SELECTION_COMMAND) return;
    onEvent({ what: 'selection', tabId: tab?.id ?? NO_TAB, windowId: openBy(tab) });
  });
  listenToAddressBar(listeners);
}

/** Opens the panel in the window of a tab, and gives its number. */
function openBy(tab: Tabs.Tab | undefined): number | null {
  const windowId = tab?.windowId ?? null;
  void openPanelIn(windowId);
  return windowId;
}

function listenToAddressBar({ onEvent, suggest }: Listeners): void {
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
    onEvent({ what: 'question', text, windowId });
  });
}

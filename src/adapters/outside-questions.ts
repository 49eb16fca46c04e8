import browser, { type Tabs } from 'webextension-polyfill';
import type { OutsideEvent } from '../domain/outside-question.ts';
import { openPanelIn } from './panel.ts';

/** The shortcut that looks up what is selected, by its name in manifest.json. */
const SELECTION_COMMAND = 'look-up-selection';

/** As the browser writes it (`tabs.TAB_ID_NONE`). */
const NO_TAB = -1;

/**
 * Calls back when somebody asks by the context menu, in the address bar or by the shortcut, and
 * opens the panel for the answer. To be called in the worker's first turn.
 */
export function onOutsideEvent(onEvent: (event: OutsideEvent) => void): void {
  browser.runtime.onInstalled.addListener(() => onEvent({ what: 'installed' }));
  if (__BROWSER__ === 'firefox') {
    // It ends our scripts in pages in their tracks: before that, they have to leave.
    browser.runtime.onUpdateAvailable.addListener(() => onEvent({ what: 'update-ready' }));
  }
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, linkUrl }, tab) => {
    const text = (menuItemId === 'link' ? linkUrl : selectionText) ?? '';
    onEvent({ what: 'question', text, windowId: openBy(tab) });
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== SELECTION_COMMAND) return;
    onEvent({ what: 'selection', tabId: tab?.id ?? NO_TAB, windowId: openBy(tab) });
  });
  browser.omnibox.onInputChanged.addListener((text, show) => {
    onEvent({ what: 'typing', text, show });
  });
  browser.omnibox.onInputEntered.addListener((text) => {
    onEvent({ what: 'question', text, windowId: openBy(undefined) });
  });
}

/** Opens the panel in the window of a tab, and gives its number. */
function openBy(tab: Tabs.Tab | undefined): number | null {
  const windowId = tab?.windowId ?? null;
  void openPanelIn(windowId);
  return windowId;
}

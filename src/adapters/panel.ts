import browser from 'webextension-polyfill';

/**
 * Opens the side panel (Chromium) or the sidebar (Firefox) of a window, or the panel in a tab where
 * the browser does not let us. To be called in the very turn of a click, a key or a menu: after an
 * `await` the browser takes it for nobody's wish.
 */
export const openPanelIn = (windowId: number | null): Promise<void> =>
  openBeside(windowId).catch(() => openPanelTab(windowId));

/** The same, where nobody may be led to a tab: rejects where the panel does not open. */
export async function openBeside(windowId: number | null): Promise<void> {
  if (__BROWSER__ === 'firefox') return browser.sidebarAction.open();
  const panel: unknown = Reflect.get(browser, 'sidePanel');
  if (!isSidePanel(panel)) throw new TypeError();
  await panel.open({ windowId: windowId ?? browser.windows.WINDOW_ID_CURRENT });
}

/** Opens the panel in a tab. */
export async function openPanelTab(windowId: number | null): Promise<void> {
  const url = browser.runtime.getURL('src/panel/panel.html');
  await browser.tabs.create(windowId === null ? { url } : { url, windowId });
}

/** Chromium's side panel, which the polyfill's types do not know. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

function isSidePanel(candidate: unknown): candidate is SidePanel {
  return candidate instanceof Object;
}

import browser from 'webextension-polyfill';
import type { OptionalPermission } from '../domain/optional-permission.ts';
import type { PageId } from './pages.ts';
import type { Wish } from './wishes.ts';

/** What the browser only grants as the first call of a click: no `await` may come before it. */
export interface Gesture {
  /** Asks the person for hosts at once, by their match patterns; resolves to whether all are allowed now. */
  requestHosts(patterns: readonly string[]): Promise<boolean>;
  /** Asks the person for optional permissions; resolves to whether all are granted now. */
  requestPermissions(names: readonly OptionalPermission[]): Promise<boolean>;
  /** Opens the side panel (Chromium) or the sidebar (Firefox). */
  openPanel(): Promise<void>;
  /** Opens the panel in a tab, at one of its pages (and what that is about), with a wish, or at the tabs. */
  openPanelTab(page?: PageId | Wish, about?: string): Promise<void>;
  /** Opens the browser's own settings, where keyboard shortcuts are changed. */
  openShortcutSettings(): Promise<void>;
  /** The browser's number of the window that shows this page. */
  windowId(): Promise<number | null>;
  /** Whether this page is a tab of its own: the browser's own dialogs leave popup and side panel. */
  isTab(): Promise<boolean>;
}

/** Chromium's side panel, which the polyfill's types do not know. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

/** The real gestures. Asks for the window's number at once: by the time of a click it is too late. */
export function createGesture(): Gesture {
  let windowId: number = browser.windows.WINDOW_ID_CURRENT;
  if (__BROWSER__ === 'chromium') {
    void browser.windows.getCurrent().then((own) => {
      windowId = own.id ?? windowId;
    });
  }
  return {
    requestHosts: (patterns) => browser.permissions.request({ origins: [...patterns] }),
    requestPermissions: (names) => browser.permissions.request({ permissions: [...names] }),
    // Not awaited before the first call: an async function begins in the click's own turn.
    openPanel: async () =>
      __BROWSER__ === 'chromium'
        ? chromiumSidePanel().open({ windowId })
        : browser.sidebarAction.open(),
    openPanelTab: async (page, about) => {
      const hash = page === undefined ? '' : `#${page}${about === undefined ? '' : `/${about}`}`;
      await browser.tabs.create({ url: browser.runtime.getURL(`src/panel/panel.html${hash}`) });
    },
    openShortcutSettings: async () => {
      // Chromium lets no page link there, but opens it in a tab.
      if (__BROWSER__ === 'firefox') await browser.commands.openShortcutSettings();
      else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
    },
    windowId: async () => (await browser.windows.getCurrent()).id ?? null,
    // Popup, side panel and sidebar belong to no tab.
    isTab: async () => Boolean(await browser.tabs.getCurrent()),
  };
}

function chromiumSidePanel(): SidePanel {
  const candidate: unknown = Reflect.get(browser, 'sidePanel');
  if (isSidePanel(candidate)) return candidate;
  throw new Error('This Chromium has no side panel.');
}

function isSidePanel(candidate: unknown): candidate is SidePanel {
  return typeof candidate === 'object' && candidate !== null && 'open' in candidate;
}

import browser from 'webextension-polyfill';
import { SECOND } from '../domain/time.ts';

/** What a notification says. */
export interface NotificationWords {
  title: string;
  message: string;
}

/** Notifications of the system. Whoever shows one has asked whether it is allowed. */
export interface Notifications {
  /** The same id again takes the place of what it showed before; its first part names a page. */
  show(id: string, words: NotificationWords): Promise<void>;
  /** Takes away all of ours. */
  clear(): Promise<void>;
}

const LONGEST_WAIT = 3 * SECOND;
/** The first part of a notification's id is the page that it is about. */
const PANEL = 'src/panel/panel.html';

export const browserNotifications: Notifications = {
  show: async (id, words) => {
    // Firefox knows no buttons, no silence, and none that stay; so we use none of them.
    const iconUrl = browser.runtime.getURL('icons/latchkey-128.png');
    const created = browser.notifications.create(id, { type: 'basic', iconUrl, ...words });
    // A system that never answers must not hold up whoever is waiting for us.
    await Promise.race([created, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT))]);
  },
  clear: async () => {
    const shown = await allowed()?.getAll();
    await Promise.all(Object.keys(shown ?? {}).map((id) => browser.notifications.clear(id)));
  },
};

/**
 * Opens the page that a notification is about when somebody clicks on it. To be called in the worker's
 * first turn; where the permission comes later, it listens from then on.
 */
export function openOnNotificationClick(): void {
  const onClick = (id: string) => {
    void browser.notifications.clear(id);
    void browser.tabs.create({ url: browser.runtime.getURL(`${PANEL}#${id.split('.')[0]}`) });
  };
  const listen = () => {
    const { onClicked } = allowed() ?? {};
    if (onClicked && !onClicked.hasListener(onClick)) onClicked.addListener(onClick);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}

/** Not there without the permission, whatever the types say. */
function allowed(): typeof browser.notifications | undefined {
  return browser.notifications;
}

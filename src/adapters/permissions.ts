import browser from 'webextension-polyfill';

/** Tells which hosts the person allowed. Asking for one is a page's business (`ui/gesture.ts`). */
export interface Permissions {
  /** @param pattern a match pattern such as `https://meetings-api.webex.com/*` */
  allows(pattern: string): Promise<boolean>;
}

export const browserPermissions: Permissions = {
  allows: (pattern) => browser.permissions.contains({ origins: [pattern] }),
};

/** Calls back when hosts were allowed or revoked. To be called in the worker's first turn. */
export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

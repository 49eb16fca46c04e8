import browser from 'webextension-polyfill';
import type { OptionalPermission } from '../domain/optional-permission.ts';

/** Tells what the person allowed. Asking for it is a page's business (`ui/gesture.ts`). */
export interface Permissions {
  /** @param pattern a match pattern such as `https://meetings-api.webex.com/*` */
  allows(pattern: string): Promise<boolean>;
  /** Whether all these optional permissions of manifest.json were granted. */
  grants(names: readonly OptionalPermission[]): Promise<boolean>;
}

export const browserPermissions: Permissions = {
  allows: (pattern) => browser.permissions.contains({ origins: [pattern] }),
  grants: (names) => browser.permissions.contains({ permissions: [...names] }),
};

/** Calls back when something was allowed or revoked. To be called in the worker's first turn. */
export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

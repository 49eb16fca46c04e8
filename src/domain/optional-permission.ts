/** To look at the clipboard and to empty it: Chromium and Firefox ask the person. */
export const CLIPBOARD_PERMISSIONS = ['clipboardRead', 'clipboardWrite'] as const;

/** To be told when the computer locks: no browser asks or warns. */
export const SYSTEM_LOCK_PERMISSIONS = ['idle'] as const;

/** To remind of an expiry while no page of ours is open: the browser asks the person. */
export const REMINDER_PERMISSIONS = ['notifications'] as const;

/** Optional permissions of manifest.json that are no hosts. Asked for in Settings, never at install. */
export type OptionalPermission =
  | (typeof CLIPBOARD_PERMISSIONS)[number]
  | (typeof SYSTEM_LOCK_PERMISSIONS)[number]
  | (typeof REMINDER_PERMISSIONS)[number];

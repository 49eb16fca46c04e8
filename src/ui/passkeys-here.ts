import type { World } from './world.ts';

/**
 * Passkeys as far as this browser has them for an extension. Firefox ties each to a website, and
 * Latchkey is none.
 */
export const passkeysHere: World['passkeys'] =
  __BROWSER__ === 'chromium'
    ? async () => (await import('./passkey.ts')).createPasskeys(navigator.credentials)
    : null;

import browser from 'webextension-polyfill';

/**
 * Calls back when the computer locks. To be called in the worker's first turn; where the permission
 * comes later, it listens from then on. Firefox tells no extension of it.
 */
export function onComputerLocked(listener: () => void): void {
  if (__BROWSER__ !== 'chromium') return;
  const onState = (state: string) => {
    if (state === 'locked') listener();
  };
  const listen = () => {
    // Not there without the permission, whatever the types say.
    const idle: typeof browser.idle | undefined = browser.idle;
    if (idle && !idle.onStateChanged.hasListener(onState)) idle.onStateChanged.addListener(onState);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}

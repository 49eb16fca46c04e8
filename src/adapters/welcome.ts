import browser from 'webextension-polyfill';

/** Opens the first-run page in a tab when somebody has just installed Latchkey. */
export function onFirstInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason !== 'install') return;
    void browser.tabs.create({ url: browser.runtime.getURL('src/panel/panel.html') });
  });
}

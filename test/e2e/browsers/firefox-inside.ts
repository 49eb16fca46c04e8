/**
 * Functions that run in Firefox's own privileged scope, as text: they speak of Firefox's internals,
 * which no type here describes.
 */

/** Waits for something, and says what it waited for if it does not come. */
const UNTIL = `const until = async (find, awaited) => {
  const { setTimeout } = Services.wm.getMostRecentWindow('navigator:browser');
  const endMs = Date.now() + 60_000;
  for (;;) {
    const found = find();
    if (found) return found;
    if (Date.now() > endMs) throw new Error('Nothing here is ' + awaited());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};`;

/**
 * Lets the protocol reach the popup as it reaches a tab. Firefox's remote agent knows the pages in
 * tabs only, so the popup is put on its list of tabs.
 */
export const letPopupsBeReached = `() => {
  const { TabManager } = ChromeUtils.importESModule('chrome://remote/content/shared/TabManager.sys.mjs');
  const tabs = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(TabManager), 'allTabs').get;
  const popups = (window) => [
    ...window.document.querySelectorAll('browser.webextension-popup-browser'),
    window.SidebarController.browser?.contentDocument?.getElementById('webext-panels-browser') ?? [],
  ].flat();
  Object.defineProperty(TabManager, 'allTabs', {
    configurable: true,
    get() {
      const windows = [...Services.wm.getEnumerator('navigator:browser')];
      const shown = windows.flatMap((window) => popups(window).map((popup) => [window, popup]));
      return [...tabs.call(this), ...shown.map(([window, linkedBrowser]) => ({
        linkedBrowser, ownerGlobal: window, documentGlobal: window,
      }))];
    },
  });
}`;

/** Keeps what goes wrong from now on: uncaught errors and violations of the CSP. */
export const collectTroubles = `() => {
  globalThis.latchkeyTroubles = [];
  Services.console.registerListener({
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return;
      const { sourceName, errorMessage, lineNumber, flags } = message;
      if (flags & Ci.nsIScriptError.warningFlag) return;
      latchkeyTroubles.push({ sourceName, errorMessage, lineNumber });
    },
  });
}`;

export const readTroubles = `(host) => JSON.stringify(
  latchkeyTroubles
    .filter(({ sourceName }) => sourceName.includes(host))
    // What Firefox notes when a page is closed, or is about to be, while a question of its own is under way.
    .filter(({ errorMessage }) =>
      !/^Promise (resolved|rejected) (after context unloaded|while context is inactive)/.test(errorMessage))
    .map(({ sourceName, errorMessage, lineNumber }) =>
      sourceName.replace(/.*\\//, '') + ':' + lineNumber + ': ' + errorMessage),
)`;

/** Writes down every host that a request of the extension goes to. */
export const watchRequests = `() => {
  globalThis.latchkeyRequests = [];
  Services.obs.addObserver({
    observe(subject) {
      const { loadInfo, URI } = subject.QueryInterface(Ci.nsIHttpChannel);
      const { triggeringPrincipal } = loadInfo;
      if (triggeringPrincipal.schemeIs('moz-extension')) latchkeyRequests.push([triggeringPrincipal.host, URI.hostPort]);
    },
  }, 'http-on-opening-request');
}`;

export const hostsAsked = `(host) => JSON.stringify([
  ...new Set(latchkeyRequests.filter(([from]) => from === host).map(([, to]) => to)),
])`;

/** Waits for the question about a permission and presses its first button, "Allow". */
export const acceptPrompt = `async () => {
  ${UNTIL}
  const { document, PopupNotifications } = Services.wm.getMostRecentWindow('navigator:browser');
  const prompt = await until(
    () => PopupNotifications.panel.state === 'open' &&
      document.getElementById('addon-webext-permissions-notification'),
    () => 'a question about a permission; the panel for it is ' + PopupNotifications.panel.state,
  );
  prompt.button.click();
}`;

/** Takes the place of the system's service of alerts, which has no screen to show them on. */
export const keepNotifications = `() => {
  globalThis.latchkeyAlerts = new Map();
  const service = {
    QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
    showAlert(alert, listener) {
      latchkeyAlerts.set(alert.name, listener);
      listener?.observe(null, 'alertshow', alert.cookie);
    },
    closeAlert(name) {
      const listener = latchkeyAlerts.get(name);
      latchkeyAlerts.delete(name);
      listener?.observe(null, 'alertfinished', '');
    },
    teardown() {},
    pbmTeardown() {},
  };
  Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(
    Components.ID(Services.uuid.generateUUID().toString()),
    'Alerts in a test',
    '@mozilla.org/alerts-service;1',
    { createInstance: (iid) => service.QueryInterface(iid) },
  );
}`;

/** Clicks on a notification, once it is shown: its picture is loaded first. */
export const clickNotification = `async (id) => {
  ${UNTIL}
  const alert = await until(
    () => latchkeyAlerts.get(id),
    () => 'the notification ' + id + '; shown are: ' + [...latchkeyAlerts.keys()].join(', '),
  );
  alert.observe(null, 'alertclickcallback', '');
}`;

/** Waits until a tab with that address is open, and closes it. */
export const opened = `async (url) => {
  ${UNTIL}
  const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  const addressOf = ({ linkedBrowser }) => linkedBrowser.currentURI.spec;
  const tab = await until(
    () => gBrowser.tabs.find((each) => addressOf(each) === url),
    () => 'a tab of ' + url + '; open are: ' + gBrowser.tabs.map(addressOf).join(', '),
  );
  gBrowser.removeTab(tab);
}`;

/** Keys that reach the browser's own window first, as at a keyboard; all are down at once. */
const PRESS = `const press = (...keys) => {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const hand = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  hand.beginInputTransactionForTests(window);
  const pressed = keys.map((key) => new window.KeyboardEvent('', key));
  for (const key of pressed) hand.keydown(key);
  for (const key of pressed.reverse()) hand.keyup(key);
};`;

/** Presses Alt, Shift and a letter. */
export const pressShortcut = `(letter) => {
  ${PRESS}
  const key = letter.toUpperCase();
  press(
    { key: 'Alt', code: 'AltLeft', keyCode: 18 },
    { key: 'Shift', code: 'ShiftLeft', keyCode: 16 },
    { key, code: 'Key' + key, keyCode: key.charCodeAt(0) },
  );
}`;

/** Waits for the menu over a page and chooses the line of ours. */
export const chooseInMenu = `async () => {
  ${UNTIL}
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = document.getElementById('contentAreaContextMenu');
  const lines = () => [...menu.querySelectorAll('menuitem')].filter(({ hidden }) => !hidden);
  const ours = await until(
    () => menu.state === 'open' && lines().find(({ label }) => /^Look up .* in Latchkey$/.test(label)),
    () => 'our line in the menu, which is ' + menu.state + ': ' + lines().map(({ label }) => label).join(', '),
  );
  menu.activateItem(ours);
}`;

/** Asks in the address bar as somebody who types, and presses Enter once it knows whom to ask. */
export const askInAddressBar = `async (text) => {
  ${PRESS}
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  window.focus();
  window.gURLBar.focus();
  window.gURLBar.search(text);
  await window.gURLBar.lastQueryContextPromise;
  press({ key: 'Enter', code: 'Enter', keyCode: 13 });
}`;

/** Waits until the panel is open in the sidebar; resolves to its browsing context. */
export const openSidebar = `async () => {
  ${UNTIL}
  const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
  const { SidebarController } = Services.wm.getMostRecentWindow('navigator:browser');
  const find = () => {
    const panel = SidebarController.browser?.contentDocument?.getElementById('webext-panels-browser');
    return panel?.browsingContext?.currentWindowGlobal?.documentURI.scheme === 'moz-extension' && panel;
  };
  const panel = await until(find, () => 'a sidebar with the panel; open: ' + SidebarController.isOpen);
  panel.permanentKey ??= {};
  return JSON.stringify({ context: NavigableManager.getIdForBrowser(panel), url: panel.currentURI.spec });
}`;

/**
 * Tells the extension of an update, as Firefox does that has fetched one, and puts the same version
 * in anew when it says so.
 */
export const update = `async (id) => {
  const { AddonManager, AddonManagerPrivate } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const addon = await AddonManager.getAddonByID(id);
  const tell = AddonManagerPrivate.getUpgradeListener(id);
  await new Promise((resolve) => tell({ version: '999', install: () => resolve(addon.reload()) }));
}`;

export const hostOf = '(id) => WebExtensionPolicy.getByID(id).mozExtensionHostname';

/** Opens the popup as a click on the toolbar button does; resolves to its browsing context. */
export const openPopup = `async (id) => {
  ${UNTIL}
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const { extension } = WebExtensionPolicy.getByID(id);
  await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window);
  const find = () => [...window.document.querySelectorAll('browser.webextension-popup-browser')].find(
    (popup) => popup.closest('panel')?.state === 'open' &&
      popup.browsingContext?.currentWindowGlobal?.documentURI.scheme === 'moz-extension');
  const popup = await until(find, () => 'the popup, open');
  popup.permanentKey ??= {};
  return JSON.stringify({ context: NavigableManager.getIdForBrowser(popup), url: popup.currentURI.spec });
}`;

/** Closes the popup as a click beside it does, and waits until it is gone. */
export const closePopup = `async () => {
  ${UNTIL}
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const find = () => window.document.querySelector('browser.webextension-popup-browser');
  find()?.closest('panel').hidePopup();
  await until(() => !find(), () => 'the popup, closed');
}`;

export const stopBackground = `async (id) => {
  const { extension } = WebExtensionPolicy.getByID(id);
  await extension.terminateBackground({ disableResetIdleForTest: true });
  if (extension.backgroundState !== 'stopped') throw new Error(extension.backgroundState);
}`;

/** Asks every tab for what it holds, and writes it down as Firefox does every few seconds. */
export const writeSession = `async () => {
  const { TabStateFlusher } = ChromeUtils.importESModule('resource:///modules/sessionstore/TabStateFlusher.sys.mjs');
  const { SessionSaver } = ChromeUtils.importESModule('resource:///modules/sessionstore/SessionSaver.sys.mjs');
  for (const window of Services.wm.getEnumerator('navigator:browser')) {
    await TabStateFlusher.flushWindow(window);
  }
  await SessionSaver.run();
}`;

const changeHost = (verb: 'add' | 'remove') => `async (id, host) => {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(id);
  const change = { permissions: [], origins: [host], data_collection: [] };
  await ExtensionPermissions.${verb}(id, change, extension);
}`;
export const allowHost = changeHost('add');
export const forbidHost = changeHost('remove');

/** The words with which Firefox asks before it installs this extension; none when it just asks. */
export const installWarnings = `async (id) => {
  const { ExtensionData } = ChromeUtils.importESModule('resource://gre/modules/Extension.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(id);
  const { msgs } = ExtensionData.formatPermissionStrings(
    { permissions: extension.getRequiredPermissions(), optionalPermissions: { permissions: [], origins: [] }, appName: 'Firefox' },
    { localization: new Localization(['toolkit/global/extensionPermissions.ftl', 'branding/brand.ftl'], true) });
  return JSON.stringify(msgs);
}`;

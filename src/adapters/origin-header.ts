import browser from 'webextension-polyfill';
import type { Http } from './http.ts';

const RULE = 1;

/**
 * Firefox names the extension's origin in every POST, and that is a random number of each
 * installation: a server could tell people apart by it. A rule takes the header off before each
 * request; it holds for what the background of this extension sends and for nothing else.
 */
export function withoutOrigin(http: Http): Http {
  return async (request) => {
    await takeOriginOff();
    return http(request);
  };
}

async function takeOriginOff(): Promise<void> {
  const self = new URL(browser.runtime.getURL('')).hostname;
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE],
    addRules: [
      {
        id: RULE,
        condition: { initiatorDomains: [self], resourceTypes: ['xmlhttprequest'] },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'origin', operation: 'remove' }],
        },
      },
    ],
  });
}

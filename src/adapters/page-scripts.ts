import browser from 'webextension-polyfill';
import { HELPER_SCRIPT } from '../domain/page-script.ts';

/** Our scripts in web pages: never there but where the person allowed it. */
export interface PageScripts {
  /** The tab that the person looks at; its address only where we may know it. */
  activeTab(): Promise<{ tabId: number; url: string | null } | null>;
  /** Runs the helper in every frame that we may reach; what it tells of each. Rejects where we may not. */
  help(tabId: number): Promise<unknown[]>;
  /** The match patterns of the sites where the helper runs by itself. */
  registered(): Promise<readonly string[]>;
  register(patterns: readonly string[]): Promise<void>;
  /** Runs the helper in the open tabs of a site, which may have been open before it was allowed. */
  begin(pattern: string): Promise<void>;
  /** Ends the helper in the open tabs of a site. */
  end(pattern: string): Promise<void>;
  /** Ends the helper in one tab. */
  endIn(tabId: number): Promise<void>;
  /** Gives the browser's permission for a site back. */
  release(pattern: string): Promise<void>;
}

const ID = 'page-finder';

export const browserPageScripts: PageScripts = {
  activeTab: async () => {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id === undefined ? null : { tabId: tab.id, url: tab.url ?? null };
  },
  help: async (tabId) => {
    const target = { tabId, allFrames: true };
    const frames = await browser.scripting.executeScript({ target, files: [HELPER_SCRIPT] });
    return frames.map(({ result }) => result);
  },
  registered: async () => {
    const scripts = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
    return scripts.flatMap(({ matches = [] }) => matches);
  },
  register: async (patterns) => {
    const known = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
    if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    if (patterns.length === 0) return;
    await browser.scripting.registerContentScripts([
      {
        id: ID,
        matches: [...patterns],
        js: [HELPER_SCRIPT],
        allFrames: true,
        runAt: 'document_idle',
        persistAcrossSessions: true,
      },
    ]);
  },
  begin: (pattern) => inTabs(pattern, { files: [HELPER_SCRIPT] }),
  end: (pattern) => inTabs(pattern, { func: endHelper }),
  endIn: (tabId) => inTab(tabId, { func: endHelper }),
  release: async (pattern) => {
    await browser.permissions.remove({ origins: [pattern] });
  },
};

type Script = { files: string[] } | { func(): void };

async function inTabs(pattern: string, script: Script): Promise<void> {
  const tabs = await browser.tabs.query({ url: pattern });
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : inTab(id, script))));
}

/** A tab may be gone by now, or show a page that we may not enter: then nothing is run in it. */
async function inTab(tabId: number, script: Script): Promise<void> {
  const target = { tabId, allFrames: true };
  await browser.scripting.executeScript({ target, ...script }).catch(() => undefined);
}

/** Runs in the page. The name is the one that `content/page-finder.ts` gives itself. */
function endHelper(): void {
  const helper: unknown = Reflect.get(globalThis, 'latchkeyPageFinder');
  if (typeof helper !== 'object' || helper === null) return;
  const end: unknown = Reflect.get(helper, 'end');
  if (typeof end === 'function') end.call(helper);
}

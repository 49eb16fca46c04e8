import type { OutsideBrowser } from '../../src/adapters/outside-browser.ts';
import type { PageScripts } from '../../src/adapters/page-scripts.ts';

/** The tab that the person looks at, and what the scripts that are run in it tell. */
export interface FakeTab {
  tabId: number;
  url: string | null;
  /** What the helper tells of each frame; `null`: the browser lets nobody in. */
  frames: unknown[] | null;
  selected: string;
}

/** Web pages, and the browser outside of ours. */
export interface FakeWeb {
  outside: OutsideBrowser;
  pageScripts: PageScripts;
  openPanelTab(windowId: number | null): Promise<void>;
  tab: FakeTab;
  /** Match patterns of the sites where the browser runs the helper. */
  registered: string[];
  /** What was done, in its order: "run 7", "end https://…", "release https://…", "panel tab 1". */
  done: string[];
}

export function createFakeWeb(allowed: Set<string>): FakeWeb {
  const web: FakeWeb = {
    tab: { tabId: 7, url: 'https://tickets.example/1', frames: [[]], selected: '' },
    registered: [],
    done: [],
    openPanelTab: async (windowId) => void web.done.push(`panel tab ${windowId}`),
    outside: {
      makeMenu: async () => void web.done.push('menu'),
      selectionIn: async () => web.tab.selected,
      update: () => void web.done.push('update'),
      propose: (lines, show) =>
        show(lines.map(({ text, words }) => ({ content: text, description: words }))),
    },
    pageScripts: {
      activeTab: async () => ({ tabId: web.tab.tabId, url: web.tab.url }),
      help: async (tabId) => {
        web.done.push(`run ${tabId}`);
        if (web.tab.frames === null) throw new Error('Cannot access contents of the page.');
        return web.tab.frames;
      },
      registered: async () => web.registered,
      register: async (patterns) => {
        web.registered = [...patterns];
        web.done.push(`register ${patterns.join(' ')}`.trim());
      },
      begin: async (pattern) => void web.done.push(`begin ${pattern}`),
      end: async (pattern) => void web.done.push(`end ${pattern}`),
      endIn: async (tabId) => void web.done.push(`end ${tabId}`),
      release: async (pattern) => {
        allowed.delete(pattern);
        web.done.push(`release ${pattern}`);
      },
    },
  };
  return web;
}

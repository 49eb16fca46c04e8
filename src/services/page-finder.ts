import * as v from 'valibot';
import type { PageScripts } from '../adapters/page-scripts.ts';
import { Failure } from '../domain/failure.ts';
import { MOST_HITS, type PageHit, pageHitsSchema, sitePattern } from '../domain/page-hit.ts';
import type { PageLimits } from './page-limits.ts';
import type { PageSites } from './page-sites.ts';

/** How the helper stands in the tab that the person looks at. */
export interface PageStanding {
  /** The site by its host; `null` where it cannot be one that is always helped. */
  site: string | null;
  /** Its match pattern, which the browser is asked for. */
  pattern: string | null;
  always: boolean;
  /** A policy wants it so. */
  preset: boolean;
}

/** What the popup shows and does of the helper in web pages. */
export interface PageFinder {
  standing(): Promise<PageStanding>;
  /** Has it run in the tab that the person looks at. @throws Failure `page-unreachable` */
  find(): Promise<{ hits: PageHit[]; more: boolean }>;
  /** Always on that site, or not any more. @throws Failure `page-unreachable` when it is no site */
  setAlways(pattern: string, on: boolean): Promise<void>;
  /** Ends it in every page. Where it always runs, it comes back with the next page. */
  leave(): Promise<void>;
}

interface Needs {
  pageScripts: PageScripts;
  pageSites: PageSites;
  pageLimits: PageLimits;
}

const NOWHERE: PageStanding = { site: null, pattern: null, always: false, preset: false };

export function createPageFinder({ pageScripts, pageSites, pageLimits }: Needs): PageFinder {
  async function standing(): Promise<PageStanding> {
    const url = (await pageScripts.activeTab())?.url ?? '';
    const pattern = sitePattern(url);
    if (pattern === null) return NOWHERE;
    const [always, preset] = [await pageSites.runsAt(pattern), await pageSites.isPreset(pattern)];
    return { site: new URL(url).hostname, pattern, always, preset };
  }

  async function find() {
    const tab = await pageScripts.activeTab();
    if (tab === null || tab.url === null) throw new Failure('page-unreachable', {});
    await pageLimits.allowOnce(tab.tabId, new URL(tab.url).origin);
    const told = await pageScripts.help(tab.tabId).catch(() => {
      throw new Failure('page-unreachable', {});
    });
    const hits = new Map(told.flatMap(hitsIn).map((hit) => [`${hit.kind} ${hit.text}`, hit]));
    return { hits: [...hits.values()].slice(0, MOST_HITS), more: hits.size > MOST_HITS };
  }

  return {
    standing,
    find,
    async setAlways(pattern, on) {
      if (sitePattern(pattern) !== pattern) throw new Failure('page-unreachable', {});
      await pageSites.set(pattern, on);
    },
    async leave() {
      const [tabs, sites] = [await pageLimits.tabs(), await pageScripts.registered()];
      await Promise.all([...tabs.map(pageScripts.endIn), ...sites.map(pageScripts.end)]);
    },
  };
}

/** A frame that went away while it was looked through tells nothing. */
function hitsIn(told: unknown): PageHit[] {
  const hits = v.safeParse(pageHitsSchema, told);
  return hits.success ? hits.output : [];
}

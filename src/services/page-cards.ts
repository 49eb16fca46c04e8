import { Failure } from '../domain/failure.ts';
import type { Meeting } from '../domain/meeting.ts';
import { sitePattern } from '../domain/page-hit.ts';
import type { Lookup } from './lookup.ts';
import type { PageLimits } from './page-limits.ts';
import type { PageSites } from './page-sites.ts';

/** The document that asks, as the browser tells it. */
interface Asking {
  origin: string;
  tabId: number;
}

/** What a card in a web page is told of a meeting. */
export interface PageCards {
  /**
   * Asks the meeting's system, at most ten times a minute for each origin; `too-many` after that.
   * @throws Failure `vault-locked`, `sender-refused`, or as `Lookup.meeting`
   */
  meeting(asking: Asking, sessionKey: string): Promise<Meeting | 'too-many'>;
  /** Whether the helper was allowed there. */
  isAllowed(asking: Asking): Promise<boolean>;
}

interface Needs {
  lookup: Lookup;
  pageSites: PageSites;
  pageLimits: PageLimits;
  isUnlocked(): Promise<boolean>;
}

export function createPageCards({ lookup, pageSites, pageLimits, isUnlocked }: Needs): PageCards {
  async function isAllowed({ origin, tabId }: Asking): Promise<boolean> {
    if (await pageLimits.isAllowedOnce(tabId, origin)) return true;
    const pattern = sitePattern(origin);
    return pattern !== null && (await isUnlocked()) && (await pageSites.runsAt(pattern));
  }

  async function assertUnlocked(): Promise<void> {
    if (!(await isUnlocked())) throw new Failure('vault-locked', {});
  }

  return {
    isAllowed,
    async meeting(asking, sessionKey) {
      await assertUnlocked();
      if (!(await isAllowed(asking))) throw new Failure('sender-refused', {});
      if (!(await pageLimits.mayLook(asking.origin))) return 'too-many';
      const { meeting } = await lookup.meeting(sessionKey, null);
      // What was found out while somebody locked is not told any more.
      await assertUnlocked();
      return meeting;
    },
  };
}

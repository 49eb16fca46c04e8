import * as v from 'valibot';
import type { Locks } from '../adapters/locks.ts';
import type { PageScripts } from '../adapters/page-scripts.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Book, Transact } from './book.ts';
import type { Credentials } from './credentials.ts';

/** Both the kind and the id of the one record of the sites where the helper always runs. */
export const PAGE_SITES = 'page-sites';

const recordSchema = v.looseObject({ sites: v.array(v.string()) });

/** The sites where the helper always runs, by their match patterns. */
export interface PageSites {
  /** Whether it may run there: the person wants it, or a policy presets it, and the browser allows it. */
  runsAt(pattern: string): Promise<boolean>;
  isPreset(pattern: string): Promise<boolean>;
  /** Notes the wish; it comes true with the browser's permission. Off: ends it in open tabs, too. */
  set(pattern: string, on: boolean): Promise<void>;
  /** Has the browser run it where it is wanted and allowed, and nowhere else. */
  settle(): Promise<void>;
}

interface Needs {
  transact: Transact;
  credentials: Credentials;
  permissions: Permissions;
  locks: Locks;
  pageScripts: PageScripts;
  /** Sites that a policy names, by their match patterns. */
  presets(): Promise<readonly string[]>;
}

export function createPageSites(needs: Needs): PageSites {
  const { transact, credentials, permissions, locks, pageScripts, presets } = needs;

  const read = async (book: Book) =>
    (await book.get(PAGE_SITES, PAGE_SITES, recordSchema))?.sites ?? [];

  async function wanted(): Promise<string[]> {
    return [...new Set([...(await transact(read)), ...(await presets())])];
  }

  /** One at a time: an older one would have run again what was switched off meanwhile. */
  const settle = () => locks.exclusive(PAGE_SITES, settleNow);

  async function settleNow(): Promise<void> {
    const sites = await wanted();
    const allowed = await Promise.all(sites.map((site) => permissions.allows(site)));
    const running = sites.filter((_, place) => allowed[place]).sort();
    const registered = [...(await pageScripts.registered())].sort();
    if (running.join() === registered.join()) return;
    await pageScripts.register(running);
    const fresh = running.filter((site) => !registered.includes(site));
    await Promise.all(fresh.map((site) => pageScripts.begin(site)));
  }

  /** Gives the permission back, unless a key's own server is there. */
  async function release(pattern: string): Promise<void> {
    const keys = await credentials.list();
    if (keys.some(({ origins }) => origins.includes(pattern))) return;
    await pageScripts.release(pattern);
  }

  return {
    runsAt: async (pattern) =>
      (await wanted()).includes(pattern) && (await permissions.allows(pattern)),
    isPreset: async (pattern) => (await presets()).includes(pattern),
    async set(pattern, on) {
      await transact(async (book) => {
        const others = (await read(book)).filter((each) => each !== pattern);
        book.put(PAGE_SITES, PAGE_SITES, { sites: on ? [...others, pattern] : others });
      });
      await settle();
      if (on) return;
      await pageScripts.end(pattern);
      await release(pattern);
    },
    settle,
  };
}

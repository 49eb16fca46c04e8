import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { StorageArea } from '../adapters/storage.ts';
import { MINUTE } from '../domain/time.ts';
import { createShelf } from './stored.ts';
import { type StoredPages, storedLater } from './stored-later.ts';

/** How often a site may have a meeting looked up in any minute: more than anybody clicks. */
const MOST_LOOKS = 10;
/** More tabs than anybody has the helper run in; the oldest is forgotten. */
const MOST_TABS = 50;

/** What a page may ask for: kept in the browser's memory, so that a worker that dies forgets nothing. */
export interface PageLimits {
  /** Counts a look of that origin; `false` where it had its ten in the last minute. */
  mayLook(origin: string): Promise<boolean>;
  /** Somebody had the helper run in that tab, by hand, while it showed that origin. */
  allowOnce(tabId: number, origin: string): Promise<void>;
  /** The tabs in which somebody had it run by hand; some may be gone. */
  tabs(): Promise<number[]>;
  isAllowedOnce(tabId: number, origin: string): Promise<boolean>;
}

interface Needs {
  session: StorageArea;
  clock: Clock;
  locks: Locks;
}

const NOTHING: StoredPages = { looks: {}, once: [] };

export function createPageLimits({ session, clock, locks }: Needs): PageLimits {
  const shelf = createShelf(session);
  const alone = <T>(task: () => Promise<T>) => locks.exclusive('page-limits', task);
  const read = async () => (await shelf.readWhole(storedLater.pages)) ?? NOTHING;
  const keep = (value: StoredPages) => shelf.write([{ name: storedLater.pages.name, value }]);

  async function mayLook(origin: string): Promise<boolean> {
    const kept = await read();
    const nowMs = clock.now();
    const looks = recent(kept.looks, nowMs);
    const own = looks[origin] ?? [];
    const may = own.length < MOST_LOOKS;
    await keep({ ...kept, looks: { ...looks, [origin]: may ? [...own, nowMs] : own } });
    return may;
  }

  return {
    mayLook: (origin) => alone(() => mayLook(origin)),
    allowOnce: (tabId, origin) =>
      alone(async () => {
        const kept = await read();
        const others = kept.once.filter((each) => each.tabId !== tabId);
        await keep({ ...kept, once: [...others, { tabId, origin }].slice(-MOST_TABS) });
      }),
    tabs: async () => (await read()).once.map(({ tabId }) => tabId),
    isAllowedOnce: async (tabId, origin) =>
      (await read()).once.some((each) => each.tabId === tabId && each.origin === origin),
  };
}

/** The looks of the last minute. One of a time to come, by a clock that was set back, is of now. */
function recent(looks: StoredPages['looks'], nowMs: number): StoredPages['looks'] {
  const left = Object.entries(looks).map(([origin, times]) => [
    origin,
    times.map((ms) => Math.min(ms, nowMs)).filter((ms) => ms > nowMs - MINUTE),
  ]);
  return Object.fromEntries(left.filter(([, times = []]) => times.length > 0));
}

import type { Clock } from '../adapters/clock.ts';
import type { Random } from '../adapters/random.ts';
import type { Stores } from '../adapters/storage.ts';
import type { Aside } from '../domain/damage.ts';
import { DAY } from '../domain/time.ts';
import { mergedParts, vaultParts } from './second-copy.ts';
import { createShelf, HEADS, type StoredAside, stored, unwrap, wrap } from './stored.ts';
import { indexOpensWith, type Opened } from './vault-index.ts';

const KEPT_FOR = 30 * DAY;

/** Vaults that were replaced: sealed as they were, each for thirty days, in the second storage. */
export interface Asides {
  /** Keeps the vault as it lies now, by a name; `null` where there is none. @throws Failure `storage-failed` */
  keep(): Promise<string | null>;
  /** Keeps what the second copy holds of another vault than this one. */
  keepForeign(vaultId: string): Promise<void>;
  /** Those whose time is not over, newest first; the others are removed. */
  list(): Promise<Aside[]>;
  /** `null` where there is none, or none that is whole. */
  read(id: string): Promise<StoredAside | null>;
  forget(id: string): Promise<void>;
  /**
   * Gives the earlier states of this same vault the ways in that it has now, so that no old
   * passphrase opens them. One that is under another vault key nobody can open then: it is removed.
   */
  follow(opened: Opened): Promise<void>;
}

interface Needs {
  stores: Stores;
  clock: Clock;
  random: Random;
}

export function createAsides({ stores, clock, random }: Needs): Asides {
  const { local: first, second } = stores;
  const shelf = createShelf(second);

  /** Both copies together, each part where it is whole; a damaged one only where neither is. */
  async function keep(): Promise<string | null> {
    const damaged = await first.get(await vaultParts(first));
    const parts = { ...damaged, ...(await mergedParts(first, second)) };
    return Object.keys(parts).length === 0 ? null : keepParts(parts);
  }

  async function keepForeign(vaultId: string): Promise<void> {
    const parts = await second.get(await vaultParts(second));
    const heads = await wholeHeadsIn(parts);
    if (heads.some(({ head }) => head.vaultId !== vaultId)) await keepParts(parts);
  }

  async function keepParts(parts: Record<string, unknown>): Promise<string> {
    const id = random.id();
    const asideAtMs = clock.now();
    await write(id, { asideAtMs, untilMs: asideAtMs + KEPT_FOR, parts });
    return id;
  }

  function write(id: string, aside: StoredAside): Promise<void> {
    return shelf.write([{ name: stored.aside(id).name, value: aside }]);
  }

  async function ids(): Promise<string[]> {
    return (await second.names()).map(asideIdOf).filter((id) => id !== null);
  }

  async function list(): Promise<Aside[]> {
    const kept: Aside[] = [];
    for (const id of await ids()) {
      const aside = await read(id);
      if (aside === null) continue;
      const { asideAtMs, untilMs } = aside;
      if (untilMs > clock.now()) kept.push({ id, asideAtMs, untilMs });
      else await forget(id);
    }
    return kept.sort((a, b) => b.asideAtMs - a.asideAtMs);
  }

  const read = (id: string) => shelf.readWhole(stored.aside(id));

  const forget = (id: string) => second.remove([stored.aside(id).name]);

  async function follow(opened: Opened): Promise<void> {
    for (const id of await ids()) {
      const aside = await read(id);
      const heads = aside ? await headsOf(aside, opened.head.vaultId) : [];
      if (aside === null || heads.length === 0) continue;
      const openable = await Promise.all(heads.map(({ head }) => indexOpensWith(opened.key, head)));
      if (openable.every((opens) => opens)) await write(id, await withSlots(aside, heads, opened));
      else await forget(id);
    }
  }

  return { keep, keepForeign, list, read, forget, follow };
}

/** The whole heads of that vault among the parts, by their names. */
async function headsOf({ parts }: StoredAside, vaultId: string) {
  return (await wholeHeadsIn(parts)).filter(({ head }) => head.vaultId === vaultId);
}

async function wholeHeadsIn(parts: Record<string, unknown>) {
  const heads = await Promise.all(
    HEADS.filter(({ name }) => Object.hasOwn(parts, name)).map(async (entry) => {
      const head = await unwrap(entry, parts[entry.name]).catch(() => null);
      return head === null ? [] : [{ name: entry.name, head }];
    }),
  );
  return heads.flat();
}

async function withSlots(
  aside: StoredAside,
  heads: Awaited<ReturnType<typeof headsOf>>,
  { head: { slots } }: Opened,
): Promise<StoredAside> {
  const changed = await Promise.all(
    heads.map(async ({ name, head }) => [name, await wrap({ ...head, slots })] as const),
  );
  return { ...aside, parts: { ...aside.parts, ...Object.fromEntries(changed) } };
}

function asideIdOf(name: string): string | null {
  return /^aside\.(.+)$/.exec(name)?.[1] ?? null;
}

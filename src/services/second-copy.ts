import type { StorageArea } from '../adapters/storage.ts';
import { isFailure } from '../domain/failure.ts';
import { createShelf, isVaultPart, isWhole, type StoredHead, stored } from './stored.ts';

interface Areas {
  first: StorageArea;
  second: StorageArea;
}

/** What a commit did to the first copy, by names. */
export interface Step {
  /** The head that was the newest before: in step is who has the very same. */
  headBefore: string | null;
  written: readonly string[];
  removed: readonly string[];
}

/**
 * The vault once more in another storage, part by part and sealed as it is in the first. It follows
 * after each commit, and never takes a damaged part over a whole one.
 */
export interface SecondCopy {
  /** @throws Failure `storage-failed`; the next step then takes up what this one left */
  follow(step: Step): Promise<void>;
  /** Makes it the same as the first copy, whatever it was before. */
  align(): Promise<void>;
  /** Puts every part that is damaged or missing in the first copy back from the second. */
  restore(): Promise<void>;
  /** Its newest whole head. */
  newestHead(): Promise<StoredHead | null>;
  /** The newest whole head of both copies. */
  bestHead(): Promise<StoredHead | null>;
  /** Makes the first copy what the second is. */
  takeOver(): Promise<void>;
}

export function createSecondCopy({ first, second }: Areas): SecondCopy {
  async function follow({ headBefore, written, removed }: Step): Promise<void> {
    if (!(await isInStep(headBefore))) return align();
    await second.set(await wholeParts(first, written));
    if (removed.length > 0) await second.remove(removed);
  }

  async function isInStep(headBefore: string | null): Promise<boolean> {
    if (headBefore === null) return false;
    const [own, other] = await Promise.all([first.get([headBefore]), second.get([headBefore])]);
    return JSON.stringify(own[headBefore]) === JSON.stringify(other[headBefore]);
  }

  async function align(): Promise<void> {
    const [names, others] = await Promise.all([vaultParts(first), vaultParts(second)]);
    await copy(first, second, names);
    const extra = others.filter((name) => !names.includes(name));
    if (extra.length > 0) await second.remove(extra);
  }

  /** Only what differs is written: most of the time nothing does. */
  async function copy(from: StorageArea, to: StorageArea, names: readonly string[]) {
    const [whole, there] = await Promise.all([wholeParts(from, names), to.get(names)]);
    const needed = Object.entries(whole).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(there[name]),
    );
    if (needed.length > 0) await to.set(Object.fromEntries(needed));
  }

  async function restore(): Promise<void> {
    const names = await vaultParts(second);
    const [spare, own] = await Promise.all([wholeParts(second, names), wholeParts(first, names)]);
    const needed = Object.entries(spare).filter(([name]) => !Object.hasOwn(own, name));
    const mended = Object.fromEntries(needed);
    const heads = withBothHeads(
      Object.fromEntries(HEADS.flatMap((name) => partOf({ ...own, ...mended }, name))),
    );
    await first.set({ ...mended, ...heads });
  }

  async function newestIn(areas: StorageArea[]): Promise<StoredHead | null> {
    const places = areas.flatMap((area) => [0, 1].map((place) => ({ area, place })));
    const heads = await Promise.all(
      places.map(({ area, place }) => readWhole(area, stored.head(place))),
    );
    const whole = heads.filter((head) => head !== null);
    return whole.sort((a, b) => b.generation - a.generation)[0] ?? null;
  }

  async function readWhole(
    area: StorageArea,
    entry: ReturnType<typeof stored.head>,
  ): Promise<StoredHead | null> {
    try {
      return await createShelf(area).read(entry);
    } catch (error) {
      if (isFailure(error, 'vault-damaged')) return null;
      throw error;
    }
  }

  async function takeOver(): Promise<void> {
    await copy(second, first, await vaultParts(second));
  }

  return {
    follow,
    align,
    restore,
    newestHead: () => newestIn([second]),
    bestHead: () => newestIn([first, second]),
    takeOver,
  };
}

const HEADS = [stored.head(0).name, stored.head(1).name] as const;

/**
 * A vault's parts with a head in both places: where one is missing the other stands twice, so that
 * what lay there before does not stay.
 */
export function withBothHeads(parts: Record<string, unknown>): Record<string, unknown> {
  const [one, other] = HEADS;
  const spare = parts[one] ?? parts[other];
  return spare === undefined ? parts : { [one]: spare, [other]: spare, ...parts };
}

function partOf(parts: Record<string, unknown>, name: string): [string, unknown][] {
  return Object.hasOwn(parts, name) ? [[name, parts[name]]] : [];
}

/** The names of what belongs to the vault in an area. */
export async function vaultParts(area: StorageArea): Promise<string[]> {
  return (await area.names()).filter(isVaultPart);
}

/** Those of the parts that are as they were written. */
async function wholeParts(area: StorageArea, names: readonly string[]) {
  const found = Object.entries(await area.get(names));
  const judged = await Promise.all(
    found.map(async ([name, value]) => ({ name, value, whole: await isWhole(value) })),
  );
  const whole = judged.filter((part) => part.whole);
  return Object.fromEntries(whole.map(({ name, value }) => [name, value]));
}

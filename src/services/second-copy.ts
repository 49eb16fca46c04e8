import type { StorageArea } from '../adapters/storage.ts';
import { isFailure } from '../domain/failure.ts';
import { createShelf, HEADS, isVaultPart, isWhole, type StoredHead } from './stored.ts';

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

type Parts = Record<string, unknown>;

/**
 * The vault once more in another storage, part by part and sealed as it is in the first. It follows
 * after each commit, and never takes a damaged or missing part over a whole one.
 */
export interface SecondCopy {
  /** @throws Failure `storage-failed`; the next alignment then takes up what this one left */
  follow(step: Step): Promise<void>;
  /** Copies what the first copy has, and removes what is not among the names that are needed. */
  align(needed: ReadonlySet<string>): Promise<void>;
  /** Puts every part that is damaged or missing in the first copy back from the second. */
  restore(): Promise<void>;
  /** Its newest whole head; `null` also where it cannot be reached. */
  newestHead(): Promise<StoredHead | null>;
  /** The newest whole head of both copies. */
  bestHead(): Promise<StoredHead | null>;
  /** Whether it has all these parts whole. */
  holds(names: readonly string[]): Promise<boolean>;
  /** Makes the first copy what the second is. */
  takeOver(): Promise<void>;
}

export function createSecondCopy({ first, second }: Areas): SecondCopy {
  async function follow({ headBefore, written, removed }: Step): Promise<void> {
    if (!(await isInStep(headBefore))) return copy(first, second, await vaultParts(first));
    await second.set(await wholeParts(first, written));
    if (removed.length > 0) await second.remove(removed);
  }

  async function isInStep(headBefore: string | null): Promise<boolean> {
    if (headBefore === null) return false;
    const [own, other] = await Promise.all([first.get([headBefore]), second.get([headBefore])]);
    return JSON.stringify(own[headBefore]) === JSON.stringify(other[headBefore]);
  }

  async function align(needed: ReadonlySet<string>): Promise<void> {
    await copy(first, second, await vaultParts(first));
    const extra = (await vaultParts(second)).filter((name) => !needed.has(name));
    if (extra.length > 0) await second.remove(extra);
  }

  /** Only what differs is written: most of the time nothing does. */
  async function copy(from: StorageArea, to: StorageArea, names: readonly string[]) {
    const [whole, there] = await Promise.all([wholeParts(from, names), to.get(names)]);
    const changed = Object.entries(whole).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(there[name]),
    );
    if (changed.length > 0) await to.set(Object.fromEntries(changed));
  }

  async function restore(): Promise<void> {
    await first.set(await mergedParts(first, second));
  }

  async function newestIn(areas: StorageArea[]): Promise<StoredHead | null> {
    const found = await Promise.all(areas.map(wholeHeads));
    return newestOf(found.flat());
  }

  async function holds(names: readonly string[]): Promise<boolean> {
    return Object.keys(await wholeParts(second, names)).length === names.length;
  }

  return {
    follow,
    align,
    restore,
    newestHead: () => newestIn([second]),
    bestHead: () => newestIn([first, second]),
    holds,
    takeOver: async () => copy(second, first, await vaultParts(second)),
  };
}

/**
 * The best of both copies: whole parts before damaged ones, the newer head before the older, and
 * nothing of another vault than the first copy's. Both places for heads are filled.
 */
export async function mergedParts(first: StorageArea, second: StorageArea): Promise<Parts> {
  const [own, spare] = await Promise.all([allWhole(first), allWhole(second)]);
  const heads = [...(await wholeHeads(first)), ...(await wholeHeads(second))];
  const vaultId = newestOf(await wholeHeads(first))?.vaultId ?? newestOf(heads)?.vaultId;
  const newest = newestOf(heads.filter((head) => head.vaultId === vaultId));
  const preferred = newest === null ? {} : await partsWithHead(first, second, newest);
  const sameVault = !heads.some((head) => head.vaultId !== vaultId);
  const merged = { ...(sameVault ? spare : recordsOf(spare)), ...own, ...preferred };
  return withBothHeads(merged);
}

function recordsOf(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([name]) => !isHead(name)));
}

/** The heads of the copy in which that one lies: they belong together. */
async function partsWithHead(first: StorageArea, second: StorageArea, newest: StoredHead) {
  const firsts = await wholeHeads(first);
  const inFirst = firsts.some((head) => head.generation === newest.generation);
  return wholeParts(
    inFirst ? first : second,
    HEADS.map(({ name }) => name),
  );
}

async function allWhole(area: StorageArea): Promise<Parts> {
  return wholeParts(area, await vaultParts(area));
}

async function wholeHeads(area: StorageArea): Promise<StoredHead[]> {
  const heads = await Promise.all(HEADS.map((entry) => readWhole(area, entry)));
  return heads.filter((head) => head !== null);
}

function newestOf(heads: readonly StoredHead[]): StoredHead | null {
  return [...heads].sort((a, b) => b.generation - a.generation)[0] ?? null;
}

/** A copy that cannot be reached helps nobody, and is no reason to stay locked. */
async function readWhole(area: StorageArea, entry: (typeof HEADS)[number]) {
  try {
    return await createShelf(area).readWhole(entry);
  } catch (error) {
    if (isFailure(error, 'storage-failed')) return null;
    throw error;
  }
}

function isHead(name: string): boolean {
  return HEADS.some((head) => head.name === name);
}

/**
 * A vault's parts with a head in both places: where one is missing the other stands twice, so that
 * what lay there before does not stay.
 */
export function withBothHeads(parts: Parts): Parts {
  const [one, other] = HEADS;
  const spare = parts[one.name] ?? parts[other.name];
  return spare === undefined ? parts : { [one.name]: spare, [other.name]: spare, ...parts };
}

/** The names of what belongs to the vault in an area. */
export async function vaultParts(area: StorageArea): Promise<string[]> {
  return (await area.names()).filter(isVaultPart);
}

/** Those of the parts that are as they were written. */
export async function wholeParts(area: StorageArea, names: readonly string[]): Promise<Parts> {
  const found = Object.entries(await area.get(names));
  const judged = await Promise.all(
    found.map(async ([name, value]) => ({ name, value, whole: await isWhole(value) })),
  );
  const whole = judged.filter((part) => part.whole);
  return Object.fromEntries(whole.map(({ name, value }) => [name, value]));
}

import * as v from 'valibot';
import type { Clock } from '../adapters/clock.ts';
import type { Random } from '../adapters/random.ts';
import {
  isSameLookUp,
  type LookedUp,
  MOST_FAVOURITES,
  MOST_PEOPLE,
  MOST_RECENT,
  MOST_SITES,
  type RecentEntry,
  recentEntrySchema,
  type SiteMarks,
} from '../domain/recent.ts';
import type { Book, Transact } from './book.ts';

/** Both the kind and the id of each of the records. */
const RECENT = 'recent-look-ups';
const PEOPLE = 'sites-of-people';
const FAVOURITES = 'favourite-sites';

const recentSchema = v.looseObject({
  on: v.optional(v.boolean(), true),
  entries: v.array(recentEntrySchema),
});
const peopleSchema = v.looseObject({
  people: v.array(
    v.looseObject({ email: v.string(), atMs: v.number(), addresses: v.array(v.string()) }),
  ),
});
const favouritesSchema = v.looseObject({ addresses: v.array(v.string()) });

/** What was looked up lately, sealed like all else in the vault. */
export interface Recent {
  /** Newest first. */
  list(): Promise<{ on: boolean; entries: RecentEntry[] }>;
  note(what: LookedUp): Promise<void>;
  /** One entry, or all; with all goes what is remembered of people's sites. */
  forget(id: string | null): Promise<void>;
  /** Whether it is remembered at all. Off forgets all. */
  setOn(on: boolean): Promise<void>;
  /** Which of a person's sites are new since the last look, which this look becomes. */
  lookAtSites(email: string, addresses: readonly string[]): Promise<SiteMarks>;
  setFavourite(address: string, on: boolean): Promise<void>;
}

interface Needs {
  transact: Transact;
  clock: Clock;
  random: Random;
}

export function createRecent({ transact, clock, random }: Needs): Recent {
  const read = async (book: Book) =>
    (await book.get(RECENT, RECENT, recentSchema)) ?? { on: true, entries: [] };
  const favouritesIn = async (book: Book) =>
    (await book.get(FAVOURITES, FAVOURITES, favouritesSchema))?.addresses ?? [];

  async function note(what: LookedUp): Promise<void> {
    await transact(async (book) => {
      const { on, entries } = await read(book);
      if (!on) return;
      const entry = { id: random.id(), atMs: clock.now(), what };
      const others = entries.filter((each) => !isSameLookUp(each.what, what));
      book.put(RECENT, RECENT, { on, entries: [entry, ...others].slice(0, MOST_RECENT) });
    });
  }

  async function forget(id: string | null): Promise<void> {
    await twice(async (book) => {
      const { on, entries } = await read(book);
      const left = id === null ? [] : entries.filter((each) => each.id !== id);
      book.put(RECENT, RECENT, { on, entries: left });
      if (id === null) book.put(PEOPLE, PEOPLE, { people: [] });
    });
  }

  async function setOn(on: boolean): Promise<void> {
    await twice(async (book) => {
      const { entries } = await read(book);
      book.put(RECENT, RECENT, { on, entries: on ? entries : [] });
      if (!on) book.put(PEOPLE, PEOPLE, { people: [] });
    });
  }

  /** The second time so that the vault's forerunner does not name what was forgotten, either. */
  async function twice(task: (book: Book) => Promise<void>): Promise<void> {
    await transact(task);
    await transact(task).catch(() => undefined);
  }

  async function lookAtSites(email: string, addresses: readonly string[]): Promise<SiteMarks> {
    return transact(async (book) => {
      const { people } = (await book.get(PEOPLE, PEOPLE, peopleSchema)) ?? { people: [] };
      const isIt = (one: { email: string }) => one.email.toLowerCase() === email.toLowerCase();
      const before = people.find(isIt) ?? null;
      const favourites = await favouritesIn(book);
      const fresh = before ? addresses.filter((each) => !before.addresses.includes(each)) : [];
      if ((await read(book)).on) {
        const seen = { email, atMs: clock.now(), addresses: addresses.slice(0, MOST_SITES) };
        const others = people.filter((one) => !isIt(one));
        book.put(PEOPLE, PEOPLE, { people: [seen, ...others].slice(0, MOST_PEOPLE) });
      }
      return { beforeAtMs: before?.atMs ?? null, fresh, favourites };
    });
  }

  async function setFavourite(address: string, on: boolean): Promise<void> {
    await transact(async (book) => {
      const others = (await favouritesIn(book)).filter((each) => each !== address);
      const addresses = on ? [address, ...others].slice(0, MOST_FAVOURITES) : others;
      book.put(FAVOURITES, FAVOURITES, { addresses });
    });
  }

  return { list: () => transact(read), note, forget, setOn, lookAtSites, setFavourite };
}

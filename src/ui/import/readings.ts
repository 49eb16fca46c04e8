import { withScheme } from '../../domain/addresses.ts';
import type { ProviderCard } from '../../domain/provider-card.ts';
import {
  type Dictionary,
  dictionaryOf,
  isAside,
  meaningOf,
  type Names,
  namesOfWords,
} from './names.ts';
import type { ImportValue } from './rows.ts';

/** A system with the words that mean something to it. */
export interface Reader {
  provider: ProviderCard;
  dictionary: Dictionary;
  /** Words by which other systems are called. */
  foreign: Names;
}

/** Each system, with what is said to it and to the others. */
export function readersOf(providers: readonly ProviderCard[]): Reader[] {
  const known = providers.map((provider) => ({ provider, dictionary: dictionaryOf(provider) }));
  return known.map(({ provider, dictionary }) => {
    const others = known.filter((each) => each.provider !== provider);
    const foreign = namesOfWords(others.flatMap((each) => each.dictionary.own.whole));
    return { provider, dictionary, foreign };
  });
}

/** A value, and the words of its name. */
export interface Named {
  value: ImportValue;
  words: readonly string[];
}

/** The values with one prefix, by what they mean. */
export interface Group {
  prefix: string;
  values: Map<string, ImportValue>;
}

/** What a row says to one system. */
export interface Reading {
  provider: ProviderCard;
  /** Whether the row calls the system by its name or its host. */
  named: boolean;
  groups: Group[];
}

/** What the values of one row say to one system, key by key. */
export function readingOf(
  all: readonly Named[],
  { provider, dictionary, foreign }: Reader,
): Reading {
  const meant = all.flatMap(({ value, words }) => {
    const meaning = meaningOf(words, dictionary, foreign);
    return meaning === null ? [] : [{ ...meaning, value }];
  });
  const certain = new Set(meant.filter((each) => !each.doubtful).map(({ prefix }) => prefix));
  const kept = meant.filter(({ doubtful, prefix }) => !doubtful || certain.has(prefix));
  // A name that calls the system stands before one that could be anybody's.
  const ordered = [...kept.filter((each) => each.named), ...kept.filter((each) => !each.named)];
  const groups = new Map<string, Group>();
  for (const { prefix, target, value } of ordered) {
    const group = groups.get(prefix) ?? { prefix, values: new Map() };
    if (!group.values.has(target)) group.values.set(target, value);
    groups.set(prefix, group);
  }
  const split = keysAmong([...groups.values()], provider).filter((group) => isKey(group, provider));
  const named =
    ordered.some((each) => each.named) || kept.some(({ value }) => isHostOf(provider, value));
  return { provider, named, groups: split };
}

/** One key where no field stands twice; else one for each prefix that has a key's fields of its own. */
function keysAmong(groups: Group[], provider: ProviderCard): Group[] {
  const shortestFirst = groups.sort((a, b) => a.prefix.length - b.prefix.length);
  const own = shortestFirst.filter((group) => makingCount(group, provider) > 1);
  if (own.length < 2 || !hasConflict(own, provider)) {
    // One value alone under a stranger's name, as in "github_api_key", is that stranger's.
    return [
      merged(
        '',
        shortestFirst.filter((one) => isAside(one.prefix) || own.includes(one)),
      ),
    ];
  }
  return own
    .filter((group) => isWhole(group, provider) || !own.some((other) => isBelow(other, group)))
    .map((group) =>
      merged(group.prefix, [group, ...shortestFirst.filter((each) => isBelow(group, each))]),
    );
}

function merged(prefix: string, groups: readonly Group[]): Group {
  const values = new Map<string, ImportValue>();
  for (const group of groups) {
    for (const [target, value] of group.values) if (!values.has(target)) values.set(target, value);
  }
  return { prefix, values };
}

function isBelow(group: Group, above: Group): boolean {
  if (group === above) return false;
  return above.prefix === '' || group.prefix.startsWith(`${above.prefix} `);
}

function hasConflict(groups: readonly Group[], provider: ProviderCard): boolean {
  return provider.fields.some(({ name }) => {
    const values = groups.map(({ values: each }) => each.get(name)?.value);
    return new Set(values.filter((value) => value !== undefined)).size > 1;
  });
}

/** How many of the fields that make a key it has. */
function makingCount({ values }: Group, provider: ProviderCard): number {
  return provider.fields.filter(({ name, advanced }) => !advanced && values.has(name)).length;
}

function isWhole({ values }: Group, provider: ProviderCard): boolean {
  return provider.fields.every(
    (field) => field.initial !== '' || !field.required || values.has(field.name),
  );
}

/** An address and an email alone are no key. */
function isKey(group: Group, provider: ProviderCard): boolean {
  const secret = provider.fields.some(
    ({ name, kind }) => kind === 'secret' && group.values.has(name),
  );
  return secret || makingCount(group, provider) > 1;
}

function isHostOf(provider: ProviderCard, { value }: ImportValue): boolean {
  return provider.fields.some(
    ({ kind, initial }) => kind === 'url' && initial !== '' && hostOf(initial) === hostOf(value),
  );
}

function hostOf(address: string): string {
  const full = withScheme(address);
  return URL.canParse(full) ? new URL(full).host : '';
}

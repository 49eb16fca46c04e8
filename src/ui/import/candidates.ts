import type { ProviderCard } from '../../domain/provider-card.ts';
import { COMMON, isCalled, wordsOf } from './names.ts';
import {
  type Group,
  type Named,
  type Reader,
  type Reading,
  readersOf,
  readingOf,
} from './readings.ts';
import type { ImportRow, ImportValue } from './rows.ts';

/** A key as a file's row seems to hold it. */
export interface Candidate {
  /** Names it within its file. */
  key: string;
  /** The place of its row, and the row. */
  place: number;
  row: ImportRow;
  /** `null`: the file names a system that this version does not know. */
  provider: ProviderCard | null;
  /** Whether the file says which system it is for, or leaves no doubt. */
  sure: boolean;
  label: string;
  description: string;
  /** As the file has it; '' without one. */
  expires: string;
  /** By the names of the system's fields: what the file has for them. */
  values: ReadonlyMap<string, ImportValue>;
  /** All names of the row that it took. */
  used: readonly string[];
}

/** The keys in some rows, in their order. A row may hold several: "prod_api_key", "test_api_key". */
export function candidatesOf(
  rows: readonly ImportRow[],
  providers: readonly ProviderCard[],
): Candidate[] {
  const readers = readersOf(providers);
  return rows.flatMap((row, place) => candidatesOfRow(row, place, readers));
}

function candidatesOfRow(row: ImportRow, place: number, readers: readonly Reader[]): Candidate[] {
  const named = row.values.map((value) => ({ value, words: wordsOf(value.name) }));
  const system = systemOf(row, named, readers);
  if (system === 'unknown') return [unknownCandidate(row, place)];
  const asked = system === null ? readers : readers.filter(({ provider }) => provider === system);
  const readings = asked
    .map((reader) => readingOf(named, reader))
    .filter(({ groups }) => groups.length > 0);
  const chosen = choose(readings, system !== null);
  return chosen.readings.flatMap((reading) =>
    reading.groups.map((group) => candidateOf(reading, group, { row, place, ...chosen, system })),
  );
}

/** The system that the person or the row itself names; `null` where neither does. */
function systemOf(
  row: ImportRow,
  named: readonly Named[],
  readers: readonly Reader[],
): ProviderCard | 'unknown' | null {
  const providers = readers.map(({ provider }) => provider);
  if (row.system !== null) return providers.find(({ id }) => id === row.system) ?? 'unknown';
  const saying = named.filter(({ words }) => SYSTEM_NAMES.has(words.join('')));
  for (const { value } of saying) {
    const called = providers.find((each) => isCalled(each, value.value));
    if (called !== undefined) return called;
  }
  const foreign = saying.some(({ words }) => CERTAIN_SYSTEM_NAMES.has(words.join('')));
  return foreign && row.line !== null ? 'unknown' : null;
}

const CERTAIN_SYSTEM_NAMES: ReadonlySet<string> = new Set(COMMON.system);
const SYSTEM_NAMES: ReadonlySet<string> = new Set([...COMMON.system, ...COMMON.service]);

interface Choice {
  readings: Reading[];
  sure: boolean;
}

/** Every system that the row names; else the one that it says most to, if it says enough. */
function choose(readings: readonly Reading[], isAsked: boolean): Choice {
  const ranked = [...readings].sort((a, b) => shareOf(b) - shareOf(a));
  const named = ranked.filter((each) => each.named);
  if (named.length > 0) return { readings: withOwnSecrets(named), sure: true };
  const [best, second] = ranked.filter((each) => isAsked || isTelling(each));
  if (best === undefined) return { readings: [], sure: false };
  const alone = second === undefined || shareOf(second) < 1;
  return { readings: [best], sure: shareOf(best) === 1 && alone };
}

/** Two systems may have a name in common: a secret that one took is not offered to the next. */
function withOwnSecrets(readings: readonly Reading[]): Reading[] {
  const taken = new Set<ImportValue>();
  return readings.filter(({ provider, groups }) => {
    const names = provider.fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
    const secrets = groups.flatMap(({ values }) => names.flatMap((name) => values.get(name) ?? []));
    const own = secrets.length === 0 || secrets.some((secret) => !taken.has(secret));
    for (const secret of secrets) taken.add(secret);
    return own;
  });
}

/** How much of a key's fields the fullest group has: 0 to 1. Where none is needed, all count. */
function shareOf({ groups, provider }: Reading): number {
  const everyday = provider.fields.filter(({ advanced }) => !advanced);
  const needed = everyday.filter(({ required }) => required);
  const making = needed.length > 0 ? needed : everyday;
  const counts = groups.map(({ values }) => making.filter(({ name }) => values.has(name)).length);
  return Math.max(...counts) / Math.max(making.length, 1);
}

/** One value besides an address or a user's name is anybody's: most services have an “api_key”. */
const FEWEST_TELLING = 2;

function isTelling({ groups, provider }: Reading): boolean {
  const telling = provider.fields.filter(
    ({ advanced, required, kind, onlyWhen }) =>
      !advanced && (required || kind === 'secret') && kind !== 'url' && onlyWhen === null,
  );
  return groups.some(
    ({ values }) => telling.filter(({ name }) => values.has(name)).length >= FEWEST_TELLING,
  );
}

const LONGEST_LABEL = 200;
const LONGEST_DESCRIPTION = 10_000;

interface Circumstances extends Choice {
  row: ImportRow;
  place: number;
  system: ProviderCard | null;
}

function candidateOf(
  { provider }: Reading,
  { prefix, values }: Group,
  { row, place, sure, system }: Circumstances,
): Candidate {
  const text = (target: string) => values.get(target)?.value.trim() ?? '';
  const fields = provider.fields.flatMap(({ name }) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  // An environment has a name; "name" among its variables is somebody else's.
  const name = row.label === '' ? text(':label').slice(0, LONGEST_LABEL) : row.label;
  return {
    key: `${place}/${provider.id}/${prefix}`,
    place,
    row,
    provider,
    sure: sure || system !== null,
    label: [name, prefix !== '' && name !== '' ? `(${prefix})` : prefix].filter(Boolean).join(' '),
    description: text(':description').slice(0, LONGEST_DESCRIPTION),
    expires: text(':expires'),
    values: new Map(fields),
    used: [...values.values()].map((value) => value.name),
  };
}

function unknownCandidate(row: ImportRow, place: number): Candidate {
  const nothing = { description: '', expires: '', values: new Map(), used: [] };
  const { label } = row;
  return { key: `${place}//`, place, row, provider: null, sure: false, label, ...nothing };
}

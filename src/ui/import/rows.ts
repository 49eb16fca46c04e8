import { Failure } from '../../domain/failure.ts';
import { MOST_IMPORTED } from '../../domain/import-draft.ts';

const LONGEST_IMPORT_NAME = 200;
export const LONGEST_IMPORT_VALUE = 16_384;
export const MOST_IMPORT_VALUES = 1_000;

/** One named value of a file. `secret`: the file itself says that it is one. */
export interface ImportValue {
  name: string;
  value: string;
  secret: boolean;
}

/** Named values that belong together: a line of a CSV file, or an environment. */
export interface ImportRow {
  /** The environment's name; '' where the values themselves say it. */
  label: string;
  /** The line that it begins on, from 1; `null` where lines mean nothing. */
  line: number | null;
  values: ImportValue[];
  /** Names whose values were not read: switched off, too long, lists. */
  leftOut: string[];
  /** A line with more cells than the header; `null` when it fits. */
  ragged: { cells: number; columns: number } | null;
  /** The id of the system that the person chose for it; `null` leaves it to the names. */
  system: string | null;
}

/** One name of a file with its value; `null` for a value that is not to be read. */
export interface Entry {
  name: string;
  value: string | null;
  secret?: boolean;
}

interface RowParts {
  label?: string;
  line?: number | null;
  entries: readonly Entry[];
  ragged?: ImportRow['ragged'];
}

/** A row out of what a file says. Names without a value are left away, values past all measure left out. */
export function rowOf({ label = '', line = null, entries, ragged = null }: RowParts): ImportRow {
  const named = entries.filter(({ name, value }) => name.trim() !== '' && value !== '');
  const short = named.map((entry) => ({ ...entry, name: shortened(entry.name.trim()) }));
  const [readable, others] = [short.filter(isReadable), short.filter((one) => !isReadable(one))];
  const spare = readable.slice(MOST_IMPORT_VALUES);
  return {
    label: shortened(label.trim()),
    line,
    values: readable
      .slice(0, MOST_IMPORT_VALUES)
      .map(({ name, value, secret = false }) => ({ name, value: value ?? '', secret })),
    leftOut: [...others, ...spare].map(({ name }) => name).slice(0, MOST_IMPORT_VALUES),
    ragged,
    system: null,
  };
}

function isReadable({ value }: Entry): boolean {
  return value !== null && value.length <= LONGEST_IMPORT_VALUE;
}

/** A name is never so long; what is cut off could not be told on a page either. */
export function shortened(name: string): string {
  return name.slice(0, LONGEST_IMPORT_NAME);
}

/** Environments that share values can hold much more than their file does (in characters). */
const LARGEST_ROWS = 4_000_000;

/** @throws Failure `import-too-many` */
export function assertCount(found: number): void {
  if (found > MOST_IMPORTED) throw new Failure('import-too-many', { found, limit: MOST_IMPORTED });
}

/**
 * The rows that say anything, if they are not too many.
 * @throws Failure `import-nothing`, `import-too-many`, `import-too-large`
 */
export function fitting(rows: readonly ImportRow[]): ImportRow[] {
  const saying = rows.filter(({ values, ragged }) => values.length > 0 || ragged !== null);
  assertCount(saying.length);
  if (saying.length === 0) throw new Failure('import-nothing', { rows: 0 });
  const bytes = saying.reduce((sum, row) => sum + lengthOf(row), 0);
  if (bytes > LARGEST_ROWS) throw new Failure('import-too-large', { bytes, limit: LARGEST_ROWS });
  return saying;
}

function lengthOf({ values }: ImportRow): number {
  return values.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}

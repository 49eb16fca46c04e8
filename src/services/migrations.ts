import * as v from 'valibot';

/** One step from a format of the vault to the next. Pure, and on what was unsealed, not yet parsed. */
interface Migration {
  index(before: unknown): unknown;
  record(kind: string, before: unknown): unknown;
}

/**
 * The steps by the format that they start from. A step is never changed once it is out: each has a
 * vault in `test/fixtures/vaults` that was sealed by the release before it.
 */
const migrations: Readonly<Record<number, Migration>> = {
  /** Format 2 knows names and dates of the ways to open the vault. */
  1: {
    index: (before) => ({ ...parseObject(before), slots: {} }),
    record: (_kind, before) => before,
  },
};

/** The index of a head of that format, as this version reads it. */
export function upgradeIndex(format: number, index: unknown): unknown {
  return stepsFrom(format).reduce((value, step) => step.index(value), index);
}

/** A record under a head of that format, as this version reads it. */
export function upgradeRecord(format: number, kind: string, record: unknown): unknown {
  return stepsFrom(format).reduce((value, step) => step.record(kind, value), record);
}

function stepsFrom(format: number): Migration[] {
  return Object.entries(migrations)
    .filter(([from]) => Number(from) >= format)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, step]) => step);
}

/** What is no object stays what it is: the schema that reads it afterwards says so. */
function parseObject(value: unknown): object {
  const parsed = v.safeParse(v.looseObject({}), value);
  return parsed.success ? parsed.output : {};
}

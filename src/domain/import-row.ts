import * as v from 'valibot';

/** The most keys that are taken out of one file. */
export const MOST_IMPORTED = 300;
export const LONGEST_IMPORT_NAME = 200;
export const LONGEST_IMPORT_VALUE = 16_384;
export const MOST_IMPORT_VALUES = 1_000;

const name = v.pipe(v.string(), v.maxLength(LONGEST_IMPORT_NAME));

/** One named value of a file. `secret`: the file itself says that it is one. */
const importValueSchema = v.strictObject({
  name,
  value: v.pipe(v.string(), v.maxLength(LONGEST_IMPORT_VALUE)),
  secret: v.boolean(),
});
export type ImportValue = v.InferOutput<typeof importValueSchema>;

/** Named values that belong together: a line of a CSV file, or an environment. */
export const importRowSchema = v.strictObject({
  /** The environment's name; '' where the values themselves say it. */
  label: v.pipe(v.string(), v.maxLength(LONGEST_IMPORT_NAME)),
  /** The line that it begins on, from 1; `null` where lines mean nothing. */
  line: v.nullable(v.number()),
  values: v.pipe(v.array(importValueSchema), v.maxLength(MOST_IMPORT_VALUES)),
  /** Names whose values were not read: switched off, too long, lists. */
  leftOut: v.pipe(v.array(name), v.maxLength(MOST_IMPORT_VALUES)),
  /** A line with more cells than the header; `null` when it fits. */
  ragged: v.nullable(v.strictObject({ cells: v.number(), columns: v.number() })),
  /** The id of the system that the person chose for it; `null` leaves it to the worker. */
  system: v.nullable(v.pipe(v.string(), v.maxLength(64))),
});
export type ImportRow = v.InferOutput<typeof importRowSchema>;

/** A key that was found, as pages see it: no secret in it. */
export const importFindSchema = v.object({
  /** Names it within its file. */
  key: v.string(),
  /** The place of its row, from 0. */
  row: v.number(),
  line: v.nullable(v.number()),
  label: v.string(),
  /** The id of its system; `null`: the file names one that this version does not know. */
  provider: v.nullable(v.string()),
  /** Whether the file says which system it is for, or leaves no doubt. */
  sure: v.boolean(),
  fields: v.array(
    v.object({
      label: v.string(),
      /** How many characters were found; 0: none. */
      length: v.number(),
      /** The value, where it may be seen; `null` for secrets and for what is not right. */
      shown: v.nullable(v.string()),
      /** What is wrong, as the end of a sentence; `null` when it is good. */
      problem: v.nullable(v.string()),
    }),
  ),
  expiry: v.variant('state', [
    v.object({ state: v.literal('none') }),
    v.object({ state: v.literal('unreadable') }),
    v.object({ state: v.literal('read'), atMs: v.number() }),
  ]),
  ragged: importRowSchema.entries.ragged,
  /** A key with the same secrets: in the vault, as a previous key of it, or earlier in the file. */
  same: v.nullable(
    v.object({ label: v.string(), where: v.picklist(['vault', 'previous', 'file']) }),
  ),
  /** Whether it can be imported as it is. */
  ready: v.boolean(),
});
export type ImportFind = v.InferOutput<typeof importFindSchema>;

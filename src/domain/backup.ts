import * as v from 'valibot';
import { verdictSchema } from './backup-verdict.ts';

/** The newest shape of a backup that this version writes and reads. */
export const BACKUP_FORMAT = 1;
/** In bytes. A key takes about one thousand of the twenty million. */
export const LARGEST_BACKUP = 20_000_000;

const instant = v.number();
const dated = v.nullable(instant);

/** When backups were last made and tried out; `null`: never. */
export const backupLogSchema = v.looseObject({ madeAtMs: dated, rehearsedAtMs: dated });
export type BackupLog = v.InferOutput<typeof backupLogSchema>;

export const backupStatusSchema = v.object({
  /** How many keys there are to back up. */
  keys: v.number(),
  madeAtMs: dated,
  rehearsedAtMs: dated,
});
export type BackupStatus = v.InferOutput<typeof backupStatusSchema>;

/** A backup as it is saved: sealed text. */
export const madeBackupSchema = v.object({
  text: v.string(),
  madeAtMs: instant,
  keys: v.number(),
  /** Keys that were replaced and kept. */
  previousKeys: v.number(),
});
export type MadeBackup = v.InferOutput<typeof madeBackupSchema>;

/** A record of a backup that is not taken, by a name that a person may recognise. */
export const leftOutSchema = v.object({
  name: v.string(),
  why: v.picklist(['damaged', 'twice', 'unknown']),
});
export type LeftOut = v.InferOutput<typeof leftOutSchema>;

const namedKeySchema = v.object({ label: v.string(), system: v.string() });

/** What a backup holds and lacks, found out by opening it. */
export const rehearsalSchema = v.object({
  madeAtMs: instant,
  keys: v.number(),
  systems: v.array(v.object({ label: v.string(), keys: v.number() })),
  /** Keys of the vault that it does not hold at all. */
  missing: v.array(namedKeySchema),
  /** Keys of the vault that it holds as they were before. */
  outdated: v.array(namedKeySchema),
  leftOut: v.array(leftOutSchema),
});
export type Rehearsal = v.InferOutput<typeof rehearsalSchema>;

/** What restoring would change, key by key. */
export const restorePreviewSchema = v.object({
  madeAtMs: instant,
  lines: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      system: v.string(),
      verdict: verdictSchema,
      /** For a `twin`: the label under which the vault has it. */
      twin: v.nullable(v.string()),
    }),
  ),
  leftOut: v.array(leftOutSchema),
  /** Labels of the vault's keys that are not in the backup: replacing would take them away. */
  onlyHere: v.array(v.string()),
});
export type RestorePreview = v.InferOutput<typeof restorePreviewSchema>;

/** What became of a merge, counted. */
export const mergedSchema = v.object({
  added: v.number(),
  updated: v.number(),
  /** Chosen, but the vault's own had become as new or newer by then. */
  kept: v.number(),
  /** Chosen and not taken, because their tenants are full. */
  full: v.optional(v.number(), 0),
});
export type Merged = v.InferOutput<typeof mergedSchema>;

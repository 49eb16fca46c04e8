import * as v from 'valibot';

/**
 * What an entry of the activity record can tell of. A new kind is a line here and one in
 * `ui/views/activity/activity-words.ts`.
 */
export const ACTIVITY_KINDS = [
  // calls to servers
  'look-up',
  'sites-listed',
  'passwords-revealed',
  'key-tested',
  'renewal-asked',
  'called',
  // renewals
  'renewal-begun',
  'renewal-ended',
  'key-went-back',
  // keys
  'key-added',
  'key-edited',
  'key-disabled',
  'key-enabled',
  'key-deleted',
  // keys that come and go
  'key-imported',
  'key-received',
  'key-handed-over',
  'key-restored',
  'backup-made',
  'backup-replaced-all',
  // the vault
  'passphrase-changed',
  'vault-sealed-anew',
  'recovery-code-saved',
  'passkey-added',
  'way-removed',
  'records-left-out',
  'record-forgotten',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** The hash that the first entry of a chain follows. */
export const BEGINNING = '0'.repeat(64);

/**
 * What was done, as it is kept: flat, and without what does not apply. Kinds, outcomes and members
 * of a newer version stay as they came, because the hash counts them.
 */
export const activityNoteSchema = v.looseObject({
  atMs: v.number(),
  /** An `ActivityKind`. */
  what: v.string(),
  /** `done`, or the code of a failure. */
  outcome: v.string(),
  /** The key it was done with or to, and what it was called then. */
  credentialId: v.optional(v.string()),
  label: v.optional(v.string()),
  system: v.optional(v.string()),
  /** What the kind says more: a session key, a domain, names of fields, a number. Nothing secret. */
  about: v.optional(v.string()),
  /** The HTTP status of the server's answer. */
  status: v.optional(v.number()),
});
export type ActivityNote = v.InferOutput<typeof activityNoteSchema>;

/** A place in the chain: the number of an entry and its hash. */
const placeSchema = v.object({ seq: v.number(), hash: v.string() });

/** A note in its place. `hash` is the SHA-256 of all the rest, members in the order of their names. */
export const activityEntrySchema = v.looseObject({
  ...activityNoteSchema.entries,
  seq: v.number(),
  previousHash: v.string(),
  hash: v.string(),
});
export type ActivityEntry = v.InferOutput<typeof activityEntrySchema>;

/**
 * Where a chain does not hold: entries that cannot be read, entries that are not what was written,
 * or an end of which nobody can tell whether it is the end.
 */
const chainBreakSchema = v.object({
  kind: v.picklist(['missing', 'changed', 'end']),
  fromSeq: v.number(),
  toSeq: v.number(),
});
export type ChainBreak = v.InferOutput<typeof chainBreakSchema>;

/** How the chain stands. */
export const activityChainSchema = v.object({
  /** How many entries can be read. */
  entries: v.number(),
  /** The time of the oldest one; `null`: there is none. */
  sinceMs: v.nullable(v.number()),
  /** What the oldest one follows: what was before has been let go. */
  anchor: placeSchema,
  last: placeSchema,
  breaks: v.array(chainBreakSchema),
});
export type ActivityChain = v.InferOutput<typeof activityChainSchema>;

/** The entries that match, newest first, as far as one answer goes. */
export const activityPageSchema = v.object({
  entries: v.array(activityEntrySchema),
  /** How many match in all. */
  matching: v.number(),
  chain: activityChainSchema,
  /** Every key that is named in the record, by the name that it had last. */
  keys: v.array(v.object({ id: v.string(), label: v.string() })),
});
export type ActivityPage = v.InferOutput<typeof activityPageSchema>;

/** All entries that match, oldest first, and the chain that they are of. */
export const activityExportSchema = v.object({
  entries: v.array(activityEntrySchema),
  chain: activityChainSchema,
});
export type ActivityExport = v.InferOutput<typeof activityExportSchema>;

/** Which entries are wanted; instants are epoch milliseconds, both ends included. */
export interface ActivityFilter {
  /** `null`: of every key, and of none. */
  credentialId: string | null;
  /** `null`: every kind. */
  kinds: readonly string[] | null;
  failedOnly: boolean;
  fromMs: number | null;
  toMs: number | null;
  /** Part of a label, in any case; '' for all. */
  label: string;
}

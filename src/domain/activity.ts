import * as v from 'valibot';

/**
 * What an entry of the activity record can tell of. A new kind is a line here and one in
 * `ui/views/activity/activity-words.ts`.
 */
export const ACTIVITY_KINDS = [
  // calls to servers
  'look-up',
  'watched',
  'sites-listed',
  'passwords-revealed',
  'key-tested',
  'renewal-asked',
  'called',
  // tokens and webhooks, which no server is asked about
  'token-made',
  'token-copied',
  'token-revealed',
  'webhook-verified',
  // renewals
  'renewal-begun',
  'renewal-ended',
  'key-went-back',
  'key-leaked',
  'key-turned-off',
  'key-typed',
  'answer-revealed',
  'answer-forgotten',
  'renewal-dismissed',
  // keys
  'key-added',
  'key-edited',
  'key-disabled',
  'key-enabled',
  'key-deleted',
  'key-expired-deleted',
  'key-kept',
  'previous-removed',
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

/** Some notes in their order, without what follows from their place. */
export const activityChunkSchema = v.looseObject({
  /** The number of the first; a chain begins with 1. */
  firstSeq: v.number(),
  /** The hash of the entry before the first. */
  previousHash: v.string(),
  notes: v.array(activityNoteSchema),
});
export type ActivityChunk = v.InferOutput<typeof activityChunkSchema>;

/** Where the chain ends, so that nothing can be taken off it; and after which entry it begins. */
export const activityEndSchema = v.looseObject({
  /** The last entry that was let go; 0: none was. */
  anchorSeq: v.number(),
  seq: v.number(),
  hash: v.string(),
});
export type ActivityEnd = v.InferOutput<typeof activityEndSchema>;

/** All of the record that can be read, oldest first. Pages put it together, check it and search it. */
export const activityRecordSchema = v.object({
  chunks: v.array(activityChunkSchema),
  /** `null`: nothing was noted yet, or it cannot be read. */
  end: v.nullable(activityEndSchema),
});
export type ActivityRecord = v.InferOutput<typeof activityRecordSchema>;

/** A note in its place in the chain. */
export interface ActivityEntry extends ActivityNote {
  seq: number;
  previousHash: string;
  hash: string;
}

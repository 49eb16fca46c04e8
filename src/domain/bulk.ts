import * as v from 'valibot';

/** So many can be looked up in one go. */
export const MOST_IN_BULK = 5_000;
/** So many of them lie in one record: each answer writes one anew. */
export const IN_CHUNK = 50;

const text = v.nullable(v.string());
const flag = v.nullable(v.boolean());

/** What is looked up of each: a meeting, or somebody's sites. */
export const bulkKindSchema = v.picklist(['meetings', 'sites']);
export type BulkKind = v.InferOutput<typeof bulkKindSchema>;

/** What is kept of an answer. Passwords are in none. */
const meetingResult = v.looseObject({
  kind: v.literal('meetings'),
  name: v.string(),
  inProgress: flag,
  hostJoined: flag,
  host: text,
  startMs: v.nullable(v.number()),
  site: text,
  sip: text,
  toll: text,
});
const sitesResult = v.looseObject({ kind: v.literal('sites'), addresses: v.array(v.string()) });

/** Why there is no answer: a failure's code and facts, unread. */
const bulkFailureSchema = v.looseObject({ code: v.string(), facts: v.unknown() });

/** One of them: a session key or an email, and what came of it (`null`: it still waits). */
export const bulkItemSchema = v.looseObject({
  key: v.string(),
  atMs: v.nullable(v.number()),
  result: v.nullable(v.variant('kind', [meetingResult, sitesResult])),
  failure: v.nullable(bulkFailureSchema),
});
export type BulkItem = v.InferOutput<typeof bulkItemSchema>;
export type BulkResult = NonNullable<BulkItem['result']>;
export type BulkFailure = NonNullable<BulkItem['failure']>;

export const bulkChunkSchema = v.looseObject({ items: v.array(bulkItemSchema) });

/** How it stands: under way, waiting for somebody (`why`: the failure that nothing goes on with), or over. */
export const bulkJobSchema = v.looseObject({
  id: v.string(),
  kind: bulkKindSchema,
  credentialId: v.string(),
  total: v.number(),
  state: v.picklist(['running', 'paused', 'stopped', 'done']),
  why: v.nullable(bulkFailureSchema),
  startedAtMs: v.number(),
  /** It leaves a little of the key's limit to other look-ups. */
  sparing: v.boolean(),
  /** The vault stays open until it is over, an hour at most. */
  stayOpen: v.boolean(),
});
export type BulkJob = v.InferOutput<typeof bulkJobSchema>;

/** What there is to see of it. */
export const bulkReportSchema = v.object({
  job: bulkJobSchema,
  /** How many of each chunk are settled, in their order. */
  settled: v.array(v.number()),
  failed: v.number(),
  /** How many calls a minute the key may make here; `null`: as many as it likes. */
  perMinute: v.nullable(v.number()),
});
export type BulkReport = v.InferOutput<typeof bulkReportSchema>;

/** Whether it needs no more asking. */
export function isSettled({ result, failure }: BulkItem): boolean {
  return result !== null || failure !== null;
}

/** Cut into chunks, all waiting. */
export function chunksOf(keys: readonly string[]): BulkItem[][] {
  const chunks: BulkItem[][] = [];
  for (let start = 0; start < keys.length; start += IN_CHUNK) {
    const items = keys.slice(start, start + IN_CHUNK);
    chunks.push(items.map((key) => ({ key, atMs: null, result: null, failure: null })));
  }
  return chunks;
}

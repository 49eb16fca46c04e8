import * as v from 'valibot';
import { methodSchema } from './url-rule.ts';

const headersSchema = v.array(v.object({ name: v.string(), value: v.string() }));
/** A failure that is told along with an answer; `fromWire` reads it. */
const toldFailure = v.nullable(v.object({ code: v.string(), facts: v.unknown() }));

/** A request as it goes out: the proof's headers without what is secret in them. */
export const outgoingRequestSchema = v.object({
  method: methodSchema,
  url: v.string(),
  headers: headersSchema,
});
export type OutgoingRequest = v.InferOutput<typeof outgoingRequestSchema>;

/** A request as it would go out, and what speaks against it; `request` is `null` where it leads nowhere. */
export const requestPreviewSchema = v.object({
  request: v.nullable(outgoingRequestSchema),
  refusal: toldFailure,
});
export type RequestPreview = v.InferOutput<typeof requestPreviewSchema>;

/** What came back, as far as it may be shown. */
export const requestReportSchema = v.object({
  sent: outgoingRequestSchema,
  status: v.number(),
  /** Those that matter: type, dates, limits, pages, traces. Names in lower case. */
  headers: headersSchema,
  /** The key's secrets are taken out; `null`: it is not text. */
  text: v.nullable(v.string()),
  bytes: v.number(),
  /** There is more of it, which was not fetched. */
  isCut: v.boolean(),
  /** So many values were taken out because their names say that they are secret. */
  hidden: v.number(),
  tookMs: v.number(),
  receivedAtMs: v.number(),
  failure: toldFailure,
});
export type RequestReport = v.InferOutput<typeof requestReportSchema>;

/** What was asked, to be asked again: an operation's id (`null`: written freely) and its values. */
export interface RequestMemory {
  operation: string | null;
  values: Record<string, string>;
}

/** A request that was sent, as the vault remembers it: nothing secret, and nothing of the answer. */
export const sentRequestSchema = v.looseObject({
  id: v.string(),
  atMs: v.number(),
  credentialId: v.string(),
  operation: v.nullable(v.string()),
  values: v.record(v.string(), v.string()),
  /** `null`: there was no answer. */
  status: v.nullable(v.number()),
  /** `done`, or the code of a failure. */
  outcome: v.string(),
  tookMs: v.number(),
});
export type SentRequest = v.InferOutput<typeof sentRequestSchema>;

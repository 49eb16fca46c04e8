import * as v from 'valibot';
import { proofSchema } from '../../domain/proof.ts';
import { credentialId, finding, type Requests, unlocked } from './request.ts';

const filter = {
  credentialId: v.nullable(credentialId),
  kinds: v.nullable(v.array(v.pipe(v.string(), v.maxLength(64)))),
  failedOnly: v.boolean(),
  fromMs: v.nullable(v.number()),
  toMs: v.nullable(v.number()),
  label: v.pipe(v.string(), v.maxLength(1_000)),
};

/** What was done, when, with which key. */
export const activityRequests = {
  /** Newest first; `beforeSeq` is the last one that is there already, `null` for the newest. */
  'activity.list': {
    ...finding,
    input: v.strictObject({ ...filter, beforeSeq: v.nullable(v.number()) }),
  },
  'activity.export': { ...finding, input: v.strictObject(filter) },
  /** Forgets every entry; the new record begins with saying so. */
  'activity.forget': { ...unlocked, input: v.strictObject({ proof: proofSchema }) },
} as const satisfies Requests;

import * as v from 'valibot';
import { proofSchema } from '../../domain/proof.ts';
import { requestMemorySchema } from '../../domain/request-report.ts';
import { methodSchema } from '../../domain/url-rule.ts';
import { credentialId, finding, nothing, type Requests, unlocked } from './request.ts';

const runId = v.pipe(v.string(), v.maxLength(64));
const order = {
  credentialId,
  /** Which of the system's APIs; `null`: its first, or its only one. */
  api: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  method: methodSchema,
  /** Absolute, below that API's base URL, with the query. */
  path: v.pipe(v.string(), v.startsWith('/'), v.maxLength(16_384)),
  headers: v.record(
    v.pipe(v.string(), v.regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/)),
    v.pipe(v.string(), v.regex(/^[\t\x20-\x7e\x80-\xff]*$/), v.maxLength(8_192)),
  ),
};

/** Requests of the person's own, sent as a stored key. */
export const requestRequests = {
  /** How it would go out, and what speaks against it; sends nothing. */
  'requests.preview': { ...finding, input: v.strictObject(order) },
  /** `proof` lets values be shown whose names say that they are secret. */
  'requests.send': {
    ...finding,
    input: v.strictObject({
      ...order,
      body: v.nullable(v.pipe(v.string(), v.maxLength(1_000_000))),
      runId,
      remember: requestMemorySchema,
      proof: v.nullable(proofSchema),
    }),
  },
  /** Waits no longer for the request of that run; nothing where it is over. */
  'requests.stop': { ...unlocked, input: v.strictObject({ runId }) },
  'requests.history': { ...finding, input: nothing },
  'requests.forget': { ...unlocked, input: nothing },
} as const satisfies Requests;

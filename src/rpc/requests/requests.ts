import * as v from 'valibot';
import { proofSchema } from '../../domain/proof.ts';
import { methodSchema } from '../../domain/url-rule.ts';
import { credentialId, finding, nothing, type Requests, typedText, unlocked } from './request.ts';

/** What a header may hold, and what must not be a path, the service says. */
const order = {
  credentialId,
  /** Which of the system's APIs; `null`: its first, or its only one. */
  api: v.nullable(typedText),
  method: methodSchema,
  /** Absolute, below that API's base URL, with the query. */
  path: typedText,
  headers: v.record(typedText, typedText),
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
      body: v.nullable(v.string()),
      runId: typedText,
      remember: v.strictObject({
        operation: v.nullable(v.string()),
        values: v.record(v.string(), v.string()),
      }),
      proof: v.nullable(proofSchema),
    }),
  },
  /** Waits no longer for the request of that run; nothing where it is over. */
  'requests.stop': { ...unlocked, input: v.strictObject({ runId: typedText }) },
  'requests.history': { ...finding, input: nothing },
  'requests.forget': { ...unlocked, input: nothing },
} as const satisfies Requests;

import * as v from 'valibot';
import { proofSchema } from '../../domain/proof.ts';
import { finding, nothing, type Requests, unlocked } from './request.ts';

/** What was done, when, with which key. */
export const activityRequests = {
  'activity.read': { ...finding, input: nothing },
  /** Forgets every entry; the new record begins with saying so. */
  'activity.forget': { ...unlocked, input: v.strictObject({ proof: proofSchema }) },
} as const satisfies Requests;

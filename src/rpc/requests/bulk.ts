import * as v from 'valibot';
import { bulkKindSchema, MOST_IN_BULK } from '../../domain/bulk.ts';
import { emailSchema } from '../../domain/email.ts';
import { sessionKeySchema } from '../../domain/session-key.ts';
import { credentialId, finding, nothing, type Requests, unlocked } from './request.ts';

/** A session key, or an email. */
const key = v.union([sessionKeySchema, emailSchema]);
const chunk = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_IN_BULK));

/** Thousands of look-ups in one go. */
export const bulkRequests = {
  'bulk.start': {
    ...unlocked,
    input: v.strictObject({
      kind: bulkKindSchema,
      credentialId,
      keys: v.pipe(v.array(key), v.minLength(1), v.maxLength(MOST_IN_BULK)),
      sparing: v.boolean(),
      stayOpen: v.boolean(),
    }),
  },
  'bulk.report': { ...finding, input: nothing },
  'bulk.results': {
    ...finding,
    input: v.strictObject({ chunks: v.pipe(v.array(chunk), v.maxLength(MOST_IN_BULK)) }),
  },
  'bulk.pause': { ...unlocked, input: nothing },
  'bulk.resume': { ...unlocked, input: nothing },
  'bulk.stop': { ...unlocked, input: nothing },
  /** Asks again for those that failed so. */
  'bulk.retry': {
    ...unlocked,
    input: v.strictObject({
      codes: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(100)),
    }),
  },
  /** Forgets it, with what was found. */
  'bulk.clear': { ...unlocked, input: nothing },
} as const satisfies Requests;

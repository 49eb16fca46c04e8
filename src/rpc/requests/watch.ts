import * as v from 'valibot';
import { WATCH_HOURS, WATCHED_FOR } from '../../domain/watch.ts';
import { credentialId, finding, nothing, type Requests, typedText, unlocked } from './request.ts';

/** Meetings that are asked about until something happens. */
export const watchRequests = {
  'watch.list': { ...finding, input: nothing },
  'watch.start': {
    ...unlocked,
    input: v.strictObject({
      credentialId,
      sessionKey: typedText,
      name: v.pipe(v.string(), v.maxLength(1_000)),
      watchedFor: v.picklist(WATCHED_FOR),
      hours: v.picklist(WATCH_HOURS),
      stayOpen: v.boolean(),
    }),
  },
  /** Ends it where it has not ended. */
  'watch.forget': {
    ...unlocked,
    input: v.strictObject({ id: v.pipe(v.string(), v.maxLength(64)) }),
  },
} as const satisfies Requests;

import * as v from 'valibot';
import { importDraftSchema, MOST_IMPORTED } from '../../domain/import-draft.ts';
import { finding, type Requests, unlocked } from './request.ts';

const input = v.strictObject({
  drafts: v.pipe(v.array(importDraftSchema), v.maxLength(MOST_IMPORTED)),
});

/** Keys out of a file that a page has read. */
export const importRequests = {
  /** What is to be said of each draft, in their order; changes nothing, keeps nothing. */
  'import.check': { ...finding, input },
  /** Saves them as new keys, all or none, and gives their names. */
  'import.save': { ...unlocked, input },
} as const satisfies Requests;

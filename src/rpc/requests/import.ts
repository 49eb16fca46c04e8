import * as v from 'valibot';
import {
  importDraftSchema,
  importVerdictSchema,
  MOST_IMPORTED,
} from '../../domain/import-draft.ts';
import { type Requests, unlocked, unlockedOnce } from './request.ts';

const input = v.strictObject({
  drafts: v.pipe(v.array(importDraftSchema), v.maxLength(MOST_IMPORTED)),
});

/** Keys out of a file that a page has read. */
export const importRequests = {
  /** What is to be said of each draft, in their order; changes nothing, keeps nothing. */
  'import.check': {
    ...unlocked,
    input,
    output: v.object({ verdicts: v.array(importVerdictSchema) }),
  },
  /** Saves them as new keys, all or none, and gives their names. */
  'import.save': {
    ...unlockedOnce,
    input,
    output: v.object({ labels: v.array(v.string()) }),
  },
} as const satisfies Requests;

import * as v from 'valibot';
import { importFindSchema, importRowSchema, MOST_IMPORTED } from '../../domain/import-row.ts';
import { type Requests, unlocked, unlockedOnce } from './request.ts';

const rows = v.pipe(v.array(importRowSchema), v.maxLength(MOST_IMPORTED));
const findKey = v.pipe(v.string(), v.maxLength(1_000));

/** Keys out of a file that a page has taken apart. */
export const importRequests = {
  /** What keys the rows hold; changes nothing, keeps nothing. */
  'import.preview': {
    ...unlocked,
    input: v.strictObject({ rows }),
    output: v.object({ finds: v.array(importFindSchema), leftOut: v.array(v.string()) }),
  },
  /** Saves the keys that were ticked as new ones, all or none. */
  'import.save': {
    ...unlockedOnce,
    input: v.strictObject({ rows, keys: v.pipe(v.array(findKey), v.maxLength(MOST_IMPORTED)) }),
    output: v.object({ labels: v.array(v.string()) }),
  },
} as const satisfies Requests;

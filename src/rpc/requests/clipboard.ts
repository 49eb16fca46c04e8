import * as v from 'valibot';
import { clipboardSecondsSchema } from '../../domain/clipboard-seconds.ts';
import { nothing, open, type Requests, typedText, unlocked } from './request.ts';

/** Secrets on the clipboard. */
export const clipboardRequests = {
  /** A secret was copied in a page; says what becomes of it. It may have locked in the meantime. */
  'clipboard.copied': {
    ...open,
    input: v.strictObject({ text: typedText }),
    output: v.variant('clearing', [
      v.object({ clearing: v.literal('due'), seconds: v.number() }),
      v.object({ clearing: v.picklist(['never', 'not-allowed']), seconds: v.null() }),
    ]),
  },
  'clipboard.settings': {
    ...open,
    input: nothing,
    output: v.object({ seconds: clipboardSecondsSchema, allowed: v.boolean() }),
  },
  'clipboard.set-seconds': {
    ...unlocked,
    input: v.strictObject({ seconds: clipboardSecondsSchema }),
    output: nothing,
  },
} as const satisfies Requests;

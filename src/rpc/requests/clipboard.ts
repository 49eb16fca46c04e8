import * as v from 'valibot';
import { clipboardSecondsSchema } from '../../domain/clipboard-seconds.ts';
import { nothing, open, type Requests, typedText, unlocked } from './request.ts';

/** Secrets on the clipboard. */
export const clipboardRequests = {
  /** A secret was copied in a page; says what becomes of it. It may have locked in the meantime. */
  'clipboard.copied': { ...open, input: v.strictObject({ text: typedText }) },
  'clipboard.settings': { ...open, input: nothing },
  'clipboard.set-seconds': {
    ...unlocked,
    input: v.strictObject({ seconds: clipboardSecondsSchema }),
  },
} as const satisfies Requests;

import * as v from 'valibot';
import { clipboardSecondsSchema } from '../../domain/clipboard-seconds.ts';
import type { clipboardRequests } from '../requests/clipboard.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

export const clipboardAnswers = {
  'clipboard.copied': again(
    v.variant('clearing', [
      v.object({ clearing: v.literal('due'), seconds: v.number() }),
      v.object({ clearing: v.picklist(['never', 'not-allowed']), seconds: v.null() }),
    ]),
  ),
  'clipboard.settings': again(v.object({ seconds: clipboardSecondsSchema, allowed: v.boolean() })),
  'clipboard.set-seconds': again(nothing),
} as const satisfies AnswersTo<typeof clipboardRequests>;

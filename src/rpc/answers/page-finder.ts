import * as v from 'valibot';
import { pageHitsSchema } from '../../domain/page-hit.ts';
import type { pageFinderRequests } from '../requests/page-finder.ts';
import { type AnswersTo, again, nothing } from './answer.ts';

const text = v.nullable(v.string());

export const pageFinderAnswers = {
  /** `site`: by its host; `null` where it cannot be one that is always helped. */
  'page.standing': again(
    v.object({ site: text, pattern: text, always: v.boolean(), preset: v.boolean() }),
  ),
  /** `more`: there are more than are told. */
  'page.find': again(v.object({ hits: pageHitsSchema, more: v.boolean() })),
  'page.set-always': again(nothing),
} as const satisfies AnswersTo<typeof pageFinderRequests>;

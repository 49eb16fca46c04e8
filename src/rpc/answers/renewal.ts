import * as v from 'valibot';
import { automaticDaysSchema } from '../../domain/automatic-renewal.ts';
import { keptAnswerSchema, renewalReportSchema } from '../../domain/renewal.ts';
import type { renewalRequests } from '../requests/renewal.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const renewalAnswers = {
  'renewal.start': once(renewalReportSchema),
  'renewal.leaked': once(renewalReportSchema),
  'renewal.report': again(v.nullable(renewalReportSchema)),
  'renewal.resume': once(renewalReportSchema),
  'renewal.dismiss': again(nothing),
  'renewal.go-back': once(nothing),
  'renewal.enter-key': once(renewalReportSchema),
  /** `typed`: the fields that a new key brings, for whoever types one out of an answer. */
  'renewal.answers': again(
    v.object({ answers: v.array(keptAnswerSchema), typed: v.array(v.string()) }),
  ),
  'renewal.reveal-answer': again(v.object({ status: v.number(), text: v.string() })),
  'renewal.forget-answer': again(nothing),
  'renewal.automatic': again(v.object({ days: automaticDaysSchema })),
  'renewal.set-automatic': again(nothing),
} as const satisfies AnswersTo<typeof renewalRequests>;

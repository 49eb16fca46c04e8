import * as v from 'valibot';
import { renewalReportSchema } from '../../domain/renewal.ts';
import type { renewalRequests } from '../requests/renewal.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const renewalAnswers = {
  'renewal.start': once(renewalReportSchema),
  'renewal.report': again(v.nullable(renewalReportSchema)),
  'renewal.resume': once(renewalReportSchema),
  'renewal.dismiss': again(nothing),
  'renewal.go-back': once(nothing),
} as const satisfies AnswersTo<typeof renewalRequests>;

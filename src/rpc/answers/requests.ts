import * as v from 'valibot';
import {
  requestPreviewSchema,
  requestReportSchema,
  sentRequestSchema,
} from '../../domain/request-report.ts';
import type { requestRequests } from '../requests/requests.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const requestAnswers = {
  'requests.preview': again(requestPreviewSchema),
  'requests.send': once(requestReportSchema),
  'requests.stop': again(nothing),
  'requests.history': again(v.object({ sent: v.array(sentRequestSchema) })),
  'requests.forget': again(nothing),
} as const satisfies AnswersTo<typeof requestRequests>;

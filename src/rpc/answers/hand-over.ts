import * as v from 'valibot';
import { standingSchema } from '../../domain/hand-over.ts';
import type { handOverRequests } from '../requests/hand-over.ts';
import { type AnswersTo, again, once } from './answer.ts';

export const handOverAnswers = {
  'hand-over.standing': again(standingSchema),
  'hand-over.make-request': again(standingSchema),
  'hand-over.withdraw': again(standingSchema),
  'hand-over.open': again(standingSchema),
  'hand-over.keep': once(v.object({ id: v.string(), label: v.string() })),
  'hand-over.refuse': again(standingSchema),
  'hand-over.read-request': again(v.object({ fingerprint: v.string(), endsAtMs: v.number() })),
  'hand-over.give': again(v.object({ text: v.string(), label: v.string(), endsAtMs: v.number() })),
} as const satisfies AnswersTo<typeof handOverRequests>;

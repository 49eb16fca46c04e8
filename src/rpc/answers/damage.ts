import * as v from 'valibot';
import { asideSchema, damageSchema } from '../../domain/damage.ts';
import type { damageRequests } from '../requests/damage.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const damageAnswers = {
  'damage.report': again(damageSchema),
  'damage.use-second-copy': again(nothing),
  'damage.leave-out': again(nothing),
  'damage.start-again': once(nothing),
  'aside.list': again(v.array(asideSchema)),
  'aside.bring-back': once(nothing),
  'aside.forget': again(nothing),
} as const satisfies AnswersTo<typeof damageRequests>;

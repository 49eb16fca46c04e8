import * as v from 'valibot';
import { accessWaySchema } from '../../domain/access-way.ts';
import type { accessRequests } from '../requests/access.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const accessAnswers = {
  'access.ways': again(v.array(accessWaySchema)),
  'access.change-passphrase': once(nothing),
  'access.add-passkey': once(nothing),
  'access.rename': again(nothing),
  'access.remove': once(nothing),
  'recovery.begin': again(v.object({ code: v.string(), slotId: v.string() })),
  'recovery.confirm': again(nothing),
} as const satisfies AnswersTo<typeof accessRequests>;

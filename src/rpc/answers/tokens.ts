import * as v from 'valibot';
import { madeTokenSchema, tokenSignerSchema } from '../../domain/made-token.ts';
import type { tokenRequests } from '../requests/tokens.ts';
import { type AnswersTo, again } from './answer.ts';

export const tokenAnswers = {
  'tokens.create': again(madeTokenSchema),
  'tokens.copy': again(v.object({ token: v.string(), made: madeTokenSchema })),
  'tokens.reveal': again(v.object({ token: v.string() })),
  'tokens.find-signers': again(
    v.object({ signers: v.array(tokenSignerSchema), tried: v.number() }),
  ),
} as const satisfies AnswersTo<typeof tokenRequests>;

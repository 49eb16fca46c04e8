import * as v from 'valibot';
import { providerFactsSchema } from '../../domain/provider-card.ts';
import type { credentialRequests } from '../requests/credentials.ts';
import { type AnswersTo, again, nothing, once } from './answer.ts';

export const credentialAnswers = {
  'providers.list': again(v.array(providerFactsSchema)),
  'credentials.save': once(v.object({ id: v.string(), label: v.string() })),
  'credentials.set-disabled': again(nothing),
  'credentials.delete': again(nothing),
} as const satisfies AnswersTo<typeof credentialRequests>;

import * as v from 'valibot';
import { importVerdictSchema } from '../../domain/import-draft.ts';
import type { importRequests } from '../requests/import.ts';
import { type AnswersTo, again, once } from './answer.ts';

export const importAnswers = {
  'import.check': again(v.object({ verdicts: v.array(importVerdictSchema) })),
  'import.save': once(v.object({ labels: v.array(v.string()) })),
} as const satisfies AnswersTo<typeof importRequests>;

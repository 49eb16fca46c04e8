import * as v from 'valibot';
import type { shortcutRequests } from '../requests/shortcuts.ts';
import { type AnswersTo, again } from './answer.ts';

export const shortcutAnswers = {
  'shortcuts.list': again(v.array(v.object({ command: v.string(), keys: v.nullable(v.string()) }))),
} as const satisfies AnswersTo<typeof shortcutRequests>;

import type { shortcutRequests } from '../../rpc/requests/shortcuts.ts';
import type { Services } from '../services.ts';
import type { AnswersTo } from './answers.ts';

export function answerShortcuts({ shortcuts }: Services): AnswersTo<typeof shortcutRequests> {
  return { 'shortcuts.list': async () => [...(await shortcuts())] };
}

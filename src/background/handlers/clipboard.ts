import type { clipboardRequests } from '../../rpc/requests/clipboard.ts';
import type { Services } from '../services.ts';
import { type AnswersTo, doing } from './answers.ts';

export function answerClipboard(services: Services): AnswersTo<typeof clipboardRequests> {
  const { copiedSecret } = services;
  return {
    'clipboard.copied': ({ text }) => copiedSecret.note(text),
    'clipboard.settings': () => copiedSecret.settings(),
    'clipboard.set-seconds': ({ seconds }) => doing(services, copiedSecret.setSeconds(seconds)),
  };
}

import type { FailureCode } from '../../domain/failure.ts';
import { dateWords } from '../date-words.ts';
import { openKeys, type Sentences } from './sentence.ts';

export const credentialSentences = {
  'field-invalid': ({ label, problem }) => ({
    title: `Please look at “${label}”`,
    text: `${label} ${problem}. Everything else is still as you typed it.`,
  }),
  'credential-missing': () => ({
    title: 'This key is gone',
    text: 'It was deleted, perhaps in another window. Choose another one.',
    help: openKeys,
  }),
  'credential-disabled': ({ label }) => ({
    title: `“${label}” is disabled`,
    text: 'Nothing was asked with it. Enable it, or choose another key.',
    help: openKeys,
  }),
  'credential-expired': ({ label, expiredAtMs, saidBy }) => ({
    title: `“${label}” has expired`,
    text: `${expiredSentence(expiredAtMs, saidBy)} Put in the new key, or choose another one.`,
    help: openKeys,
  }),
  'expiry-past': ({ label, expiredAtMs }) => ({
    title: `“${label}” cannot be enabled`,
    text: `It expired on ${dateWords(expiredAtMs)}, so nothing would be asked with it. Edit it and give it an expiry that is still to come, or none; or renew it.`,
    help: openKeys,
  }),
  'no-credential': ({ ability }) => ({
    title: 'No key can do this yet',
    text: `${NO_CREDENTIAL[ability] ?? 'That needs a key that is enabled and not expired.'} Add one under Keys.`,
    help: openKeys,
  }),
  'changed-meanwhile': ({ label }) => ({
    title: `“${label}” was changed elsewhere`,
    text: 'Another window saved it while you were at it. Look at what it says now, then do it again.',
    help: { label: 'Show what it says now', action: 'try-again' },
  }),
  'previous-missing': () => ({
    title: 'There is no previous key to go back to',
    text: 'None is kept for this entry. The key in use was left as it is.',
    help: { label: 'Refresh', action: 'refresh' },
  }),
  'previous-over': ({ why }) => ({
    title: 'That previous key is not put back into use',
    text:
      why === 'leaked'
        ? 'It leaked: somebody else may have it. The key in use was left as it is.'
        : 'It has expired, so the server takes it no more. The key in use was left as it is.',
    help: { label: 'Refresh', action: 'refresh' },
  }),
} satisfies Partial<Sentences<FailureCode>>;

const NO_CREDENTIAL: Record<string, string> = {
  meetings: 'Looking up a meeting needs a key that is enabled and not expired.',
  sites: 'Finding sites by email needs a key that is enabled and not expired.',
  renewal: 'None of the keys belongs to a system that can renew.',
  tokens: 'None of the keys belongs to a system that takes tokens.',
  webhooks: 'None of the keys belongs to a system that signs its webhooks.',
};

function expiredSentence(expiredAtMs: number | null, saidBy: 'latchkey' | 'server'): string {
  if (saidBy === 'server') return 'The server says that its time is over.';
  return expiredAtMs === null ? 'Its time is over.' : `It ended on ${dateWords(expiredAtMs)}.`;
}

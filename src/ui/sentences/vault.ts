import type { FailureCode } from '../../domain/failure.ts';
import { clockWords } from '../date-words.ts';
import { type Sentences, tryAgain } from './sentence.ts';

export const vaultSentences = {
  'vault-missing': () => ({
    title: 'There is no vault yet',
    text: 'Create one first; then this will work.',
    help: { label: 'Set up Latchkey', action: 'refresh' },
  }),
  'vault-exists': () => ({
    title: 'You already have a vault',
    text: 'It was left as it is. Unlock it with its passphrase.',
    help: { label: 'Go to unlock', action: 'refresh' },
  }),
  'vault-locked': () => ({
    title: 'Latchkey locked before this was done',
    text: 'Nothing was changed. Unlock it and do it once more.',
  }),
  'vault-damaged': ({ what }) => ({
    title: 'The vault is damaged',
    text: `A stored part (${what}) is not what was written, so it was not opened. Your passphrase is not the problem. Restore a backup of your browser profile.`,
    help: { label: 'Look again', action: 'refresh' },
  }),
  'vault-newer': ({ format }) => ({
    title: 'This vault is from a newer Latchkey',
    text: `It has format ${format}, which this version cannot read. Update Latchkey; nothing was changed.`,
  }),
  'wrong-passphrase': () => ({
    title: 'That passphrase does not open the vault',
    text: 'Check Caps Lock and the keyboard layout, or use the recovery code.',
  }),
  'wrong-recovery-code': ({ problem }) =>
    problem === 'not-a-code'
      ? {
          title: 'That is not a whole recovery code',
          text: 'Some characters are missing or mistyped. Copy it again from where you keep it.',
        }
      : {
          title: 'That recovery code does not open this vault',
          text: 'It may be an older one: only the last code that you saved works.',
        },
  'unlock-wait': ({ retryAtMs }) => ({
    title: 'Please wait a little',
    text: `After several tries that did not match, the next one is possible at ${clockWords(retryAtMs)}.`,
  }),
  'passphrase-short': ({ minimum, length }) => ({
    title: 'The passphrase is too short',
    text: `It has ${length} of at least ${minimum} characters. A few words in a row are easy to remember.`,
  }),
  'recovery-replaced': () => ({
    title: 'A newer recovery code was shown elsewhere',
    text: 'The code that was here opens nothing any more. Save the new one instead.',
  }),
  'recovery-exists': () => ({
    title: 'Your recovery code is saved already',
    text: 'The one that you wrote down still opens the vault, so no other was made.',
  }),
  'storage-failed': ({ doing }) =>
    doing === 'write'
      ? {
          title: 'The browser could not save this',
          text: 'Nothing was changed. Make some room on the disk, then try again.',
          help: tryAgain,
        }
      : {
          title: 'The browser could not read what is stored',
          text: 'Your vault was not touched. Restart the browser if this stays.',
          help: tryAgain,
        },
} satisfies Partial<Sentences<FailureCode>>;

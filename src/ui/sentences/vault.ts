import type { FailureCode } from '../../domain/failure.ts';
import { clockWords } from '../date-words.ts';
import { openKeys, type Sentences, tryAgain } from './sentence.ts';

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
    text: `A stored part (${what}) is not what was written, so it was not opened. Your passphrase is not the problem, and there are ways out.`,
    help: { label: 'Show them', action: 'refresh' },
  }),
  'vault-newer': ({ format }) => ({
    title: 'This vault is from a newer Latchkey',
    text: `It has format ${format}, which this version cannot read. Update Latchkey; nothing was changed.`,
  }),
  'vault-read-only': ({ format }) => ({
    title: 'This vault can only be read here',
    text: `A newer Latchkey saved it (format ${format}). Nothing was changed. Update this one to change it.`,
  }),
  'wrong-passkey': () => ({
    title: 'That passkey does not open the vault',
    text: 'It may be another one, or it was removed here. Use the passphrase.',
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
  'derivation-failed': ({ problem }) =>
    problem === 'memory'
      ? {
          title: 'There is not enough memory',
          text: 'To make a key of the passphrase takes up to 256 MB for a moment. Nothing was changed. Close some tabs or programs, then try again.',
          help: tryAgain,
        }
      : {
          title: 'The browser did not finish this',
          text: `It ${problem === 'silent' ? 'needed more than a minute' : 'stopped'} while it made a key of the passphrase. Nothing was changed, and it does not count as a wrong passphrase. Try again.`,
          help: tryAgain,
        },
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
  'storage-full': ({ usedBytes, quotaBytes }) => ({
    title: 'There is no room left for this',
    text: `Latchkey uses ${megabytes(usedBytes)} of the ${megabytes(quotaBytes)} MB that the browser gives it. Nothing was changed. Delete keys that you no longer need, then try again.`,
    help: openKeys,
  }),

  'slot-missing': () => ({
    title: 'This way in is gone',
    text: 'It was removed, perhaps in another window.',
    help: { label: 'Refresh', action: 'refresh' },
  }),
  'slot-needed': () => ({
    title: 'The passphrase has to stay',
    text: 'A vault always has one. Change it instead.',
  }),
  'slot-lingers': () => ({
    title: 'Done, but an old copy is still there',
    text: 'The browser did not let us take the old way in out of the second copy on this computer. It is taken out at the next unlock.',
  }),
  'second-copy-missing': () => ({
    title: 'The second copy is not whole either',
    text: 'Restore a backup, or start again. What is left of the vault is kept for thirty days.',
  }),
  'aside-missing': () => ({
    title: 'That vault is gone',
    text: 'It was brought back or erased, or its thirty days are over.',
    help: { label: 'Refresh', action: 'refresh' },
  }),
} satisfies Partial<Sentences<FailureCode>>;

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

import { BACKUP_FORMAT } from '../../domain/backup.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Sentences } from './sentence.ts';

export const backupSentences = {
  'backup-empty': ({ where }) =>
    where === 'vault'
      ? {
          title: 'There is nothing to back up yet',
          text: 'The vault holds no key. Add one first, then make a backup.',
        }
      : {
          title: 'There is no key in this backup',
          text: 'It opens, but holds no key that this version can use. Your vault was left as it is.',
        },
  'backup-not-one': ({ problem }) => NOT_ONE[problem],
  'backup-unreadable': ({ rounds }) => ({
    title: 'Wrong passphrase or damaged file',
    text:
      rounds === null
        ? 'The two cannot be told apart. Check Caps Lock and which passphrase this backup was made with, or take another copy of the file.'
        : `The file asks for ${rounds.toLocaleString('en-GB')} rounds of work on the passphrase. Backups ask for 600,000 to 2,000,000, so it was not opened. Take another copy of the file.`,
  }),
  'backup-newer': ({ format }) => ({
    title: 'This backup is from a newer Latchkey',
    text: `Its format is ${format}, and this version reads ${BACKUP_FORMAT}. Update Latchkey, then open it again; nothing was changed.`,
  }),
  'backup-too-large': ({ bytes, limit }) => ({
    title: 'This file is too large for a backup',
    text: `It has ${megabytes(bytes)} MB, and Latchkey opens at most ${megabytes(limit)} MB. Choose the file whose name begins with “latchkey-backup”.`,
  }),
  'backup-file-unread': () => ({
    title: 'The browser could not read this file',
    text: 'It may have been moved, or lie on a drive that is gone. Choose it again.',
  }),
} satisfies Partial<Sentences<FailureCode>>;

const NOT_ONE = {
  file: {
    title: 'This file is not a backup of Latchkey',
    text: 'Choose the file whose name begins with “latchkey-backup” and ends in “.jwe”.',
  },
  content: {
    title: 'There is something else in this file',
    text: 'The passphrase opens it, but what is in it is not a backup of Latchkey. Nothing was changed.',
  },
  depth: {
    title: 'What is in this file is nested too deeply',
    text: 'The passphrase opens it, but no backup of Latchkey looks like that. Nothing was changed.',
  },
} as const;

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 1_000_000));
}

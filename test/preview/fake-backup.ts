import { LARGEST_BACKUP } from '../../src/domain/backup.ts';
import { Failure } from '../../src/domain/failure.ts';
import { DAY } from '../../src/domain/time.ts';
import type { Call, OutputOf } from '../../src/rpc/contract.ts';
import type { Answers, FakeProgram } from './fake-program.ts';

type BackupCall = Extract<Call, `backup.${string}`>;

export const BACKUP_PASSPHRASE = 'backup horse battery';
export const BACKUP_TEXT = 'eyJhbGciOiJQQkVTMi1IUzUxMitBMjU2S1ciLCJlbmMi.a.b.c.d';

const MADE = Date.UTC(2026, 9, 30, 16, 5);
const system = 'Webex Meetings';
const line = (id: string, label: string) => ({ id, label, system, twin: null });

/** A backup in which each verdict occurs, and some that cannot be taken. */
export const fullPreview: OutputOf<'backup.preview'> = {
  madeAtMs: MADE,
  lines: [
    { ...line('b1', 'EMEA escalation team'), verdict: 'new' },
    { ...line('b2', 'Night shift'), verdict: 'newer' },
    { ...line('b3', 'Old pilot, kept for the auditors'), verdict: 'twin', twin: 'Support desk' },
    { ...line('b4', 'Platform'), verdict: 'renewed' },
    { ...line('b5', 'Support desk'), verdict: 'same' },
    { ...line('b6', 'Training'), verdict: 'older' },
  ],
  leftOut: [
    { name: 'Record 7', why: 'damaged' },
    { name: 'Watch list', why: 'unknown' },
  ],
  onlyHere: ['New site', 'Lisbon desk'],
};

export const goodRehearsal: OutputOf<'backup.rehearse'> = {
  madeAtMs: MADE,
  keys: 6,
  systems: [{ label: system, keys: 6 }],
  missing: [],
  outdated: [],
  leftOut: [],
};

/** What a worker says of backups whose passphrase is BACKUP_PASSPHRASE. */
export function backupAnswers(program: () => FakeProgram): Pick<Answers, BackupCall> {
  let rehearsedAtMs: number | null = Date.now() - 3 * DAY;
  const open = (passphrase: string) => {
    if (passphrase !== BACKUP_PASSPHRASE) throw new Failure('backup-unreadable', { rounds: null });
  };
  return {
    'backup.status': () => ({
      keys: program().state.credentials.length,
      madeAtMs: Date.now() - 12 * DAY,
      rehearsedAtMs,
    }),
    'backup.make': () => ({ text: BACKUP_TEXT, madeAtMs: Date.now(), keys: 6, previousKeys: 2 }),
    'backup.rehearse': ({ text, backupPassphrase }) => {
      if (text.length > LARGEST_BACKUP) {
        throw new Failure('backup-too-large', { bytes: text.length, limit: LARGEST_BACKUP });
      }
      open(backupPassphrase);
      rehearsedAtMs = Date.now();
      return goodRehearsal;
    },
    'backup.preview': ({ backupPassphrase }) => {
      open(backupPassphrase);
      return fullPreview;
    },
    'backup.merge': ({ chosen }) => ({ added: chosen.length, updated: 0, kept: 0, full: 0 }),
    'backup.replace': () => ({ keys: fullPreview.lines.length }),
  };
}

import { BACKUP_PASSPHRASE, fullPreview, goodRehearsal } from './fake-backup.ts';
import { createFakeProgram, type FakeProgram, PASSPHRASE } from './fake-program.ts';
import { type Scene, withAnswers } from './scene.ts';

/** Making, rehearsing and restoring backups. */
export const backupScenes: Record<string, Scene> = {
  backup: backups(),
  'backup-none': backups([], {
    'backup.status': () => ({ keys: 0, madeAtMs: null, rehearsedAtMs: null }),
  }),
  'backup-nothing-yet': backups(['press Make a backup'], {
    'backup.status': () => ({ keys: 0, madeAtMs: null, rehearsedAtMs: null }),
  }),
  'backup-make': backups(['press Make a backup', 'press Make backup']),
  'backup-made': backups([
    'press Make a backup',
    `type Passphrase = ${PASSPHRASE}`,
    'press Make backup',
  ]),
  'backup-rehearse': backups(['press Rehearse']),
  'backup-rehearsed': backups(openBackup('Rehearse', BACKUP_PASSPHRASE)),
  'backup-rehearsed-old': backups(openBackup('Rehearse', BACKUP_PASSPHRASE), {
    'backup.rehearse': () => ({
      ...goodRehearsal,
      missing: [{ label: 'Lisbon desk', system: 'Webex Meetings' }],
      outdated: [
        { label: 'Support desk', system: 'Webex Meetings' },
        { label: 'Night shift', system: 'Webex Meetings' },
      ],
      leftOut: fullPreview.leftOut,
    }),
  }),
  'backup-wrong': backups(openBackup('Rehearse', 'not the passphrase')),
  'backup-working': backups(openBackup('Rehearse', BACKUP_PASSPHRASE), {
    'backup.rehearse': () => new Promise(() => {}),
  }),
  'backup-restore': backups(preview()),
  'backup-restored': backups([...preview(), 'press Restore 2 keys']),
  'backup-replace': backups([...preview(), 'press Replace the whole vault instead']),
};

/** The page of backups, and what is done there. */
function backups(steps: string[] = [], answers: Partial<FakeProgram['answers']> = {}): Scene {
  return {
    program: () => {
      const program = withAnswers(createFakeProgram(), answers);
      program.world.page = 'backup';
      return program;
    },
    steps,
  };
}

function openBackup(way: string, passphrase: string): string[] {
  const verb = way === 'Restore' ? 'Show what would change' : 'Rehearse';
  return [
    `press ${way}`,
    'file Backup file',
    `type Backup passphrase = ${passphrase}`,
    `press ${verb}`,
  ];
}

function preview(): string[] {
  return openBackup('Restore', BACKUP_PASSPHRASE);
}

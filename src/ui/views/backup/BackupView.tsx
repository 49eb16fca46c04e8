import { useEffect, useState } from 'preact/hooks';
import type { BackupStatus } from '../../../domain/backup.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Page } from '../../components/Page.tsx';
import { useAsk } from '../../use-ask.ts';
import { BackupCard } from './BackupCard.tsx';
import { MakeBackup } from './MakeBackup.tsx';
import { RehearseBackup } from './RehearseBackup.tsx';
import { RestoreBackup } from './RestoreBackup.tsx';

type Open = 'make' | 'rehearse' | 'restore' | null;

/** All that has to do with backups: one thing at a time. */
export function BackupView() {
  const { status, failure, look } = useBackupStatus();
  const [open, setOpen] = useState<Open>(null);
  const cardFor = (own: Exclude<Open, null>) => ({
    open: open === own,
    onToggle: () => setOpen(open === own ? null : own),
  });
  return (
    <Page page="backup">
      <p class="quiet">
        A backup is one encrypted file with all your keys. If this browser, its profile or this
        computer is ever lost, the file and its passphrase bring them back.
      </p>
      {failure && <FailureNote failure={failure} onRetry={look} />}
      {status && (
        <>
          <BackupCard
            {...cardFor('make')}
            title="Make a backup"
            button="Make a backup"
            lastMs={status.madeAtMs}
            act="made"
          >
            <MakeBackup empty={status.keys === 0} onMade={look} />
          </BackupCard>
          <BackupCard
            {...cardFor('rehearse')}
            title="Rehearse a backup"
            button="Rehearse"
            about="Proves that a file opens and what is in it. Changes nothing."
            lastMs={status.rehearsedAtMs}
            act="rehearsed"
          >
            <RehearseBackup onRehearsed={look} />
          </BackupCard>
          <BackupCard
            {...cardFor('restore')}
            title="Restore a backup"
            button="Restore"
            about="Shows what would change, key by key, before anything does."
          >
            <RestoreBackup onRestored={look} />
          </BackupCard>
        </>
      )}
    </Page>
  );
}

/** When backups were made and rehearsed; looked at again when something was done. */
function useBackupStatus() {
  const { failure, ask } = useAsk('backup.status');
  const [status, setStatus] = useState<BackupStatus | null>(null);
  async function load() {
    const answer = await ask({});
    if (answer) setStatus(answer);
  }
  const look = () => void load();
  useEffect(look, []);
  return { status, failure, look };
}

import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LARGEST_BACKUP } from '../../../domain/backup.ts';
import { Failure, isFailure } from '../../../domain/failure.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { FileField } from '../../components/FileField.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { asFailure } from '../../program.ts';
import { FormProgress } from './FormProgress.tsx';

/** What opens a backup. */
export interface BackupFile {
  text: string;
  backupPassphrase: string;
}

interface BackupFileFormProps {
  /** What the button says. */
  verb: string;
  busy: boolean;
  failure: Failure | null;
  /** Shows a failure that was found before asking; `null` takes it away. */
  onFailure: (failure: Failure | null) => void;
  onOpen: (file: BackupFile) => Promise<void>;
}

type Problems = { [F in 'file' | 'passphrase']?: string };

/** A backup's file and its passphrase. */
export function BackupFileForm({ verb, busy, failure, onFailure, onOpen }: BackupFileFormProps) {
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFailure(failure, 'backup-unreadable')) field.current?.select();
  }, [failure]);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const found = problemsOf(file, passphrase);
    setProblems(found);
    if (file === null || Object.keys(found).length > 0) return;
    try {
      const text = await readBackupFile(file);
      await onOpen({ text, backupPassphrase: passphrase });
    } catch (error) {
      onFailure(asFailure(error));
    }
  }
  return (
    <form class="question stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FileField
        label="Backup file"
        error={problems.file}
        onChoose={(chosen) => {
          setFile(chosen);
          onFailure(null);
        }}
      />
      <SecretField
        label="Backup passphrase"
        value={passphrase}
        onInput={setPassphrase}
        inputRef={field}
        help="The one that this backup was made with."
        error={problems.passphrase}
      />
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy}>
          {verb}
        </Button>
      </div>
      <FormProgress busy={busy} problems={Object.values(problems)} />
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

function problemsOf(file: File | null, passphrase: string): Problems {
  if (file === null) return { file: 'Choose the file of a backup first.' };
  return passphrase === '' ? { passphrase: 'Type the passphrase of this backup.' } : {};
}

/** Its size is looked at before it is read. @throws Failure `backup-too-large`, `backup-file-unread` */
async function readBackupFile(file: File): Promise<string> {
  if (file.size > LARGEST_BACKUP) {
    throw new Failure('backup-too-large', { bytes: file.size, limit: LARGEST_BACKUP });
  }
  try {
    return await file.text();
  } catch {
    throw new Failure('backup-file-unread', {});
  }
}

import { useState } from 'preact/hooks';
import type { RestorePreview as Preview } from '../../../domain/backup.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { type BackupFile, BackupFileForm } from './BackupFileForm.tsx';
import { RestorePreview } from './RestorePreview.tsx';

interface RestoreBackupProps {
  /** Called when something was restored. */
  onRestored?: () => void;
}

/** From a file to what would change, and then to the change. Needs an unlocked vault, nothing else. */
export function RestoreBackup({ onRestored }: RestoreBackupProps) {
  const { program } = useProgram();
  const { busy, failure, show, ask } = useAsk('backup.preview');
  const [opened, setOpened] = useState<{ file: BackupFile; preview: Preview } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  if (done !== null) return <Done words={done} onAgain={() => setDone(null)} />;
  if (opened) {
    return (
      <RestorePreview
        {...opened}
        onCancel={() => setOpened(null)}
        onDone={(words) => {
          setOpened(null);
          setDone(words);
          onRestored?.();
          void program.refresh();
        }}
      />
    );
  }
  return (
    <BackupFileForm
      verb="Show what would change"
      busy={busy}
      failure={failure}
      onFailure={show}
      onOpen={async (file) => {
        const preview = await ask(file);
        if (preview) setOpened({ file, preview });
      }}
    />
  );
}

function Done({ words, onAgain }: { words: string; onAgain: () => void }) {
  const { program } = useProgram();
  return (
    <div class="question">
      <Notice
        tone="good"
        role="status"
        title="Restored"
        actions={
          <>
            <Button onClick={() => program.openTab('keys')}>Open Keys</Button>
            <Button onClick={onAgain}>Restore another</Button>
          </>
        }
      >
        {words}
      </Notice>
    </div>
  );
}

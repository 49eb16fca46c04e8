import { Archive, RotateCcw } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { Choice } from './Choice.tsx';
import { StartAgainForm } from './StartAgainForm.tsx';

/** The ways that begin with an empty vault: with a backup's keys, or with none. */
export function Beginnings({ damaged }: { damaged: boolean }) {
  const [restore, setRestore] = useState(false);
  return (
    <>
      <Choice icon={Archive} title="Restore a backup">
        <p>
          For whoever has a backup file. You choose a passphrase for a new vault first; then the
          file is restored into it.
        </p>
        {restore ? (
          <StartAgainForm restore damaged={damaged} />
        ) : (
          <div class="actions">
            <Button onClick={() => setRestore(true)}>Restore a backup</Button>
          </div>
        )}
      </Choice>
      <Choice icon={RotateCcw} title="Start again">
        <p>An empty vault with a new passphrase; keys have to be added anew.</p>
        {restore ? (
          <div class="actions">
            <Button onClick={() => setRestore(false)}>Start again without one</Button>
          </div>
        ) : (
          <StartAgainForm restore={false} damaged={damaged} />
        )}
      </Choice>
    </>
  );
}

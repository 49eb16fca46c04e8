import { useState } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { type Changed, ChangePassphraseForm } from './ChangePassphraseForm.tsx';

interface ChangePassphraseProps {
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** Another passphrase, and what became of the change. */
export function ChangePassphrase({ open, onOpen, onClose }: ChangePassphraseProps) {
  const [changed, setChanged] = useState<Changed | null>(null);
  if (open) {
    return (
      <ChangePassphraseForm
        onCancel={onClose}
        onChanged={(outcome) => {
          setChanged(outcome);
          onClose();
        }}
      />
    );
  }
  return (
    <>
      {changed && <Outcome exposed={changed.exposed} />}
      {changed?.lingering && <FailureNote failure={changed.lingering} />}
      <div class="actions">
        <Button onClick={onOpen}>Change passphrase</Button>
      </div>
    </>
  );
}

function Outcome({ exposed }: { exposed: boolean }) {
  return (
    <Notice tone="good" role="status" title="The passphrase was changed">
      <p tabIndex={-1}>
        {exposed
          ? 'Everything was sealed anew. The old passphrase, the old recovery code and all passkeys open nothing any more: save the new code, and add the passkeys again.'
          : 'The old one opens nothing any more.'}
      </p>
    </Notice>
  );
}

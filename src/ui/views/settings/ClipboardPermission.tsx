import { useState } from 'preact/hooks';
import { CLIPBOARD_PERMISSIONS } from '../../../domain/optional-permission.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';

/** Without the browser's permission nothing is cleared, whatever was chosen. */
export function ClipboardPermission() {
  const { program } = useProgram();
  const [refused, setRefused] = useState(false);
  function allow() {
    // The request has to be the first call of the click.
    void program.world.gesture.requestPermissions(CLIPBOARD_PERMISSIONS).then(
      (allowed) => {
        setRefused(!allowed);
        void program.refresh();
      },
      () => setRefused(true),
    );
  }
  return (
    <Notice
      tone="warn"
      title="Nothing is cleared yet"
      actions={
        <Button kind="primary" onClick={allow}>
          Allow clearing
        </Button>
      }
    >
      {refused
        ? 'It is still not allowed, so what you copy stays on the clipboard.'
        : 'Your browser has to allow it. Latchkey then looks at the clipboard when the time is up, compares, and keeps nothing of what it saw.'}
    </Notice>
  );
}

import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

const WORD = 'start again';

interface StartAgainFormProps {
  /** Whether a backup is to be restored into the new vault. */
  restore: boolean;
  damaged: boolean;
}

/** Puts the vault aside for another one. The word that has to be typed is a brake. */
export function StartAgainForm({ restore, damaged }: StartAgainFormProps) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('damage.start-again');
  const [typed, setTyped] = useState('');
  const meant = typed.trim().toLowerCase() === WORD;
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || !meant) return;
    // Known before the worker's news of it arrives.
    program.wishFor(restore ? 'restore' : null);
    if ((await ask({ word: WORD })) === null) program.wishFor(null);
    await program.refresh();
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <TextField
        label="Type “start again” to go on"
        value={typed}
        onInput={setTyped}
        help={`${damaged ? 'The damaged' : 'The present'} vault is kept sealed for thirty days. Until then it can be brought back in Settings.`}
      />
      <div class="actions">
        <Button type="submit" kind="danger" busy={busy} disabled={!meant}>
          Start again
        </Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

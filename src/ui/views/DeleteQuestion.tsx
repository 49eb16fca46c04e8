import { useEffect, useRef } from 'preact/hooks';
import type { CredentialSummary } from '../../domain/credential.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';

/** Asks again, where the button was. */
export function DeleteQuestion(props: { credential: CredentialSummary; onKeep: () => void }) {
  const { id, label } = props.credential;
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('credentials.delete');
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  async function remove() {
    if ((await ask({ id })) !== null) await program.refresh();
  }
  return (
    <div class="question">
      <p class="question-title" tabIndex={-1} ref={question}>
        Delete “{label}”?
      </p>
      <p class="quiet">
        The key, its secrets, previous keys and kept answers are removed from this browser. This
        can’t be undone. The server is not told.
      </p>
      <div class="actions">
        <Button kind="danger" busy={busy} onClick={() => void remove()}>
          Delete key
        </Button>
        <Button onClick={props.onKeep}>Keep</Button>
      </div>
      {failure && <FailureNote failure={failure} onRetry={() => void remove()} />}
    </div>
  );
}

import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

interface RemovePreviousProps {
  id: string;
  previousId: string;
  hint: string;
}

/** Lets a previous key go that the server takes no more. */
export function RemovePrevious({ id, previousId, hint }: RemovePreviousProps) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('expiry.remove-previous');
  async function remove() {
    await ask({ id, previousId });
    await program.refresh();
  }
  return (
    <>
      <Button kind="quiet" busy={busy} onClick={() => void remove()}>
        {`Remove ${hint}`}
      </Button>
      {failure && <FailureNote failure={failure} />}
    </>
  );
}

import type { DeletedKey } from '../../../domain/expiry.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { dateWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';

/** The keys that went by their expiry of late; each can be put back for a while. */
export function DeletedKeys() {
  const { answer, failure } = useAnswer('expiry.deleted', {});
  if (failure) return <FailureNote failure={failure} />;
  if (answer === null || answer.keys.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="deleted-title">
      <h3 class="section-title" id="deleted-title">
        Deleted after their expiry
      </h3>
      {answer.keys.map((key) => (
        <Deleted key={key.id} deleted={key} />
      ))}
    </section>
  );
}

function Deleted({ deleted: { id, label, untilMs } }: { deleted: DeletedKey }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('expiry.keep');
  async function putBack() {
    if ((await ask({ id })) === null) return;
    program.say(`“${label}” is back`);
    await program.refresh();
  }
  return (
    <div class="deletion">
      <p class="key-line">
        “{label}”: can be put back until {dateWords(untilMs)}
      </p>
      <Button kind="quiet" busy={busy} onClick={() => void putBack()}>
        {`Put “${label}” back`}
      </Button>
      {failure && <FailureNote failure={failure} onRetry={() => void putBack()} />}
    </div>
  );
}

import type { CredentialSummary } from '../../../domain/credential.ts';
import { MINUTE } from '../../../domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useNow } from '../../use-now.ts';
import { deletionWords } from './expiry-words.ts';
import './expiry.css';

/** Says of a key that it will be deleted after its expiry, and keeps it. */
export function DeletionNotice({ credential }: { credential: CredentialSummary }) {
  const { program } = useProgram();
  const nowMs = useNow(MINUTE);
  const { busy, failure, ask } = useAsk('expiry.keep');
  const { id, label, deletesAtMs, expired } = credential;
  if (deletesAtMs === null) return null;
  async function keep() {
    if ((await ask({ id })) === null) return;
    program.say(`“${label}” is kept`);
    await program.refresh();
  }
  return (
    <div class="deletion">
      <p class={expired ? 'key-line expiry-danger' : 'key-line'}>
        {deletionWords(deletesAtMs, nowMs)}
      </p>
      <Button kind="quiet" busy={busy} onClick={() => void keep()}>
        Keep this key
      </Button>
      {failure && <FailureNote failure={failure} onRetry={() => void keep()} />}
    </div>
  );
}

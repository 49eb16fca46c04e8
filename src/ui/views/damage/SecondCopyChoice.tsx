import { CopyCheck } from 'lucide';
import { useState } from 'preact/hooks';
import type { Damage } from '../../../domain/damage.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { recentWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { Choice } from './Choice.tsx';

/** Mends the vault with the copy that lies beside it. */
export function SecondCopyChoice({ damage }: { damage: Damage | null }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('damage.use-second-copy');
  const [tried, setTried] = useState(false);
  async function mend() {
    const mended = await ask({});
    await program.refresh();
    setTried(mended !== null);
  }
  return (
    <Choice icon={CopyCheck} title="Use the second copy">
      <p>Latchkey keeps a second copy of the vault in this browser. {copyWords(damage)}</p>
      <div class="actions">
        <Button
          kind="primary"
          busy={busy}
          disabled={damage === null || damage.copy === null}
          onClick={() => void mend()}
        >
          Use the second copy
        </Button>
      </div>
      {failure && <FailureNote failure={failure} />}
      {tried && damage && <StillDamaged unreadable={damage.unreadable} />}
    </Choice>
  );
}

/** Only seen where the second copy did not help: else the vault is there again. */
function StillDamaged({ unreadable }: { unreadable: number }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('damage.leave-out');
  if (unreadable === 0) {
    return (
      <Notice tone="warn" role="status" title="It is still damaged">
        The second copy does not have what is missing either.
      </Notice>
    );
  }
  async function leaveOut() {
    if ((await ask({})) !== null) await program.refresh();
  }
  return (
    <Notice
      tone="warn"
      role="status"
      title={`The second copy has ${unreadable === 1 ? 'the same damaged key' : 'the same damaged keys'}`}
      actions={
        <Button busy={busy} onClick={() => void leaveOut()}>
          {`Go on without ${keysWords(unreadable)}`}
        </Button>
      }
    >
      All other keys are whole. If you have a backup, restore it afterwards: it may hold what is
      missing.
      {failure && <FailureNote failure={failure} />}
    </Notice>
  );
}

function keysWords(count: number): string {
  return count === 1 ? '1 damaged key' : `${count} damaged keys`;
}

function copyWords(damage: Damage | null): string {
  if (damage === null) return '';
  if (damage.copy === null) return 'It is damaged, too, so it cannot help.';
  const { savedAtMs } = damage.copy;
  return savedAtMs === null
    ? 'When it was saved is not known.'
    : `It was last saved ${savedWords(savedAtMs)}.`;
}

function savedWords(savedAtMs: number): string {
  const words = recentWords(savedAtMs, Date.now());
  return words.includes(',') ? `on ${words}` : `today at ${words}`;
}

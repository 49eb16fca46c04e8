import { useRef, useState } from 'preact/hooks';
import type { Proof } from '../../../domain/proof.ts';
import { Button } from '../../components/Button.tsx';
import { ProofForm } from '../../components/ProofForm.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

/** Forgets everything, once somebody has shown that they may. */
export function ForgetActivity({ onForgotten }: { onForgotten: () => void }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('activity.forget');
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  function close() {
    setOpen(false);
    // The button comes back with the next drawing.
    setTimeout(() => place.current?.querySelector('button')?.focus());
  }
  async function forget(proof: Proof): Promise<boolean> {
    if ((await ask({ proof })) === null) return false;
    program.say('All activity is forgotten');
    close();
    onForgotten();
    return true;
  }
  return (
    <div class="activity-foot" ref={place}>
      {open ? (
        <section class="card" aria-labelledby="forget-title">
          <h3 class="section-title" id="forget-title">
            Forget all activity?
          </h3>
          <p class="quiet">
            Every entry goes, of every key. What comes after begins a new chain, which says so.
            Export it first if somebody may ask for it. A vault that was put aside keeps its own.
          </p>
          <ProofForm
            action="Forget all activity"
            danger
            busy={busy}
            failure={failure}
            onProof={forget}
            onCancel={close}
          />
        </section>
      ) : (
        <Button kind="quiet" onClick={() => setOpen(true)}>
          Forget all activity…
        </Button>
      )}
    </div>
  );
}

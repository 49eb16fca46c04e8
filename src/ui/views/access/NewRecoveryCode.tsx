import { useId, useState } from 'preact/hooks';
import { ProofForm } from '../../components/ProofForm.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { type Code, CodeToSave } from './CodeToSave.tsx';

/** Another recovery code in place of the one that was saved, after the passphrase. */
export function NewRecoveryCode({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState<Code | null>(null);
  const { busy, failure, ask } = useAsk('recovery.begin');
  if (code !== null) return <NewCode code={code} onClose={onClose} />;
  return (
    <div class="question">
      <p class="quiet">The present code stays good until you have saved the new one.</p>
      <ProofForm
        action="Show new code"
        busy={busy}
        failure={failure}
        onCancel={onClose}
        onProof={async (proof) => {
          const made = await ask({ proof });
          if (made !== null) setCode(made);
          return made !== null;
        }}
      />
    </div>
  );
}

function NewCode({ code, onClose }: { code: Code; onClose: () => void }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('recovery.confirm');
  const title = useFocusOnMount<HTMLHeadingElement>();
  const id = useId();
  async function confirm() {
    if ((await ask({ slotId: code.slotId })) === null) return;
    program.say('The new recovery code is in force.');
    await program.refresh();
    onClose();
  }
  return (
    <section class="question" aria-labelledby={id}>
      <h4 class="section-title" id={id} tabIndex={-1} ref={title}>
        Recovery code
      </h4>
      <CodeToSave
        code={code}
        busy={busy}
        failure={failure}
        onSaved={() => void confirm()}
        footnote="When you say so, this one is in force and the one before it opens nothing any more."
      />
    </section>
  );
}

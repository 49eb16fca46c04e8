import { useEffect, useState } from 'preact/hooks';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { Button } from '../components/Button.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { asFailure, type Program } from '../program.ts';
import { useFocusOnMount } from '../use-focus.ts';
import { type Code, CodeToSave } from './access/CodeToSave.tsx';

/**
 * A fresh recovery code, shown until somebody says that it is saved. Every page that asks for one
 * takes the one before it out of force: so only the page in which the vault was opened asks unbidden.
 */
export function RecoveryView() {
  const { enteredHere } = useProgram();
  const [bidden, setBidden] = useState(false);
  const title = useFocusOnMount<HTMLHeadingElement>();
  return (
    <section class="card recovery" aria-labelledby="recovery-title">
      <h2 class="section-title" id="recovery-title" tabIndex={-1} ref={title}>
        Recovery code
      </h2>
      {enteredHere || bidden ? <FreshCode /> : <Elsewhere onShow={() => setBidden(true)} />}
    </section>
  );
}

function Elsewhere({ onShow }: { onShow: () => void }) {
  return (
    <>
      <p>
        It is not saved yet. Another page may be showing it: finish there, or have a new one shown
        here, which replaces it.
      </p>
      <div class="actions">
        <Button onClick={onShow}>Show a new code here</Button>
      </div>
    </>
  );
}

function FreshCode() {
  const { code, failure, busy, begin, confirm } = useRecovery();
  return (
    <CodeToSave
      code={code}
      busy={busy}
      failure={failure}
      onSaved={confirm}
      onRetry={begin}
      footnote="Until you say so, every visit shows a new code, and the one before it stops working."
    />
  );
}

function useRecovery() {
  const { program } = useProgram();
  const [code, setCode] = useState<Code | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  async function begin() {
    try {
      setCode(await program.ask('recovery.begin', { proof: null }));
    } catch (error) {
      setFailure(asFailure(error));
    }
  }
  async function confirm() {
    if (code === null) return;
    setBusy(true);
    const problem = await confirmSaved(program, code);
    setBusy(false);
    setFailure(problem);
    if (isFailure(problem, 'recovery-exists')) await program.refresh();
    if (isFailure(problem, 'recovery-replaced')) await begin();
  }
  useEffect(() => whenVisible(() => void begin()), []);

  return {
    code,
    failure,
    busy,
    confirm: () => void confirm(),
    begin: () => {
      setFailure(null);
      void begin();
    },
  };
}

/**
 * Waits until somebody can see this page: every page that asks for a code takes the one before it
 * out of force, and one in a hidden tab would do that to the one being read.
 */
function whenVisible(act: () => void): () => void {
  let done = false;
  const look = () => {
    if (done || document.visibilityState === 'hidden') return;
    done = true;
    act();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => document.removeEventListener('visibilitychange', look);
}

async function confirmSaved(program: Program, { slotId }: Code): Promise<Failure | null> {
  try {
    await program.ask('recovery.confirm', { slotId });
    await program.refresh();
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Proof } from '../../domain/proof.ts';
import { SECOND } from '../../domain/time.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { Mark } from '../components/Mark.tsx';
import { Notice } from '../components/Notice.tsx';
import { SecretField } from '../components/SecretField.tsx';
import { spanWords } from '../date-words.ts';
import { useLookupDesk } from '../lookup-desk.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.ts';

/** The locked vault: the passphrase, or the recovery code. */
export function LockedView() {
  const [way, setWay] = useState<'passphrase' | 'code'>('passphrase');
  const { busy } = useLookupDesk();
  return (
    <div class="centered">
      <div class="centered-head">
        <Mark size={40} />
        <h1 class="title">Latchkey is locked</h1>
        {busy && <p class="quiet">Your look-up goes on as soon as it is unlocked.</p>}
      </div>
      {way === 'passphrase' ? <PassphraseForm /> : <RecoveryCodeForm />}
      <Button kind="quiet" onClick={() => setWay(way === 'passphrase' ? 'code' : 'passphrase')}>
        {way === 'passphrase' ? 'Use the recovery code' : 'Use the passphrase'}
      </Button>
    </div>
  );
}

function PassphraseForm() {
  return (
    <ProofForm label="Passphrase" proofOf={(passphrase) => ({ kind: 'passphrase', passphrase })} />
  );
}

function RecoveryCodeForm() {
  return <ProofForm label="Recovery code" proofOf={(code) => ({ kind: 'recovery', code })} />;
}

interface ProofFormProps {
  label: string;
  proofOf: (typed: string) => Proof;
}

function ProofForm({ label, proofOf }: ProofFormProps) {
  const { busy, failure, ask } = useAsk('vault.unlock');
  return (
    <UnlockForm
      label={label}
      busy={busy}
      failure={failure}
      onTry={(typed) => ask({ proof: proofOf(typed) })}
    />
  );
}

interface UnlockFormProps {
  label: string;
  busy: boolean;
  failure: Failure | null;
  /** Resolves to `null` when it did not open the vault. */
  onTry: (typed: string) => Promise<object | null>;
}

function UnlockForm({ label, busy, failure, onTry }: UnlockFormProps) {
  const { program } = useProgram();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const waiting = useWait(failure);
  useEffect(() => field.current?.focus(), []);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (typed === '' || busy || waiting > 0) return field.current?.focus();
    if ((await onTry(typed)) === null) return field.current?.select();
    await program.refresh();
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <SecretField label={label} value={typed} onInput={setTyped} inputRef={field} />
      <Button type="submit" kind="primary" busy={busy} disabled={waiting > 0}>
        Unlock
      </Button>
      <UnlockTrouble failure={failure} waiting={waiting} />
    </form>
  );
}

function UnlockTrouble({ failure, waiting }: { failure: Failure | null; waiting: number }) {
  if (failure === null) return null;
  if (!isFailure(failure, 'unlock-wait')) return <FailureNote failure={failure} />;
  if (waiting === 0) return <Notice tone="info">You can try again now.</Notice>;
  return (
    <Notice tone="warn" title={`Next try in ${spanWords(waiting)}`}>
      <span role="alert">Several tries did not match, so there is a short wait between them.</span>
    </Notice>
  );
}

/** Milliseconds until the next try is possible; counts down. */
function useWait(failure: Failure | null): number {
  const retryAtMs = isFailure(failure, 'unlock-wait') ? failure.facts.retryAtMs : null;
  const nowMs = useNow(retryAtMs === null ? null : SECOND / 4);
  return retryAtMs === null ? 0 : Math.max(0, retryAtMs - nowMs);
}

import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../domain/failure.ts';
import type { Proof } from '../../domain/proof.ts';
import { usePasskey } from '../use-passkey.ts';
import { Button } from './Button.tsx';
import { FailureNote } from './FailureNote.tsx';
import { PasskeyTrouble } from './PasskeyTrouble.tsx';
import { SecretField } from './SecretField.tsx';

interface ProofFormProps {
  /** The words of the button that does it. */
  action: string;
  danger?: boolean;
  /** Words for the button that gives up. Default is "Cancel". */
  cancel?: string;
  busy: boolean;
  failure: Failure | null;
  /** Does it; resolves to whether it was done. */
  onProof: (proof: Proof) => Promise<boolean>;
  onCancel: () => void;
  /** What else is asked for, above the passphrase. */
  children?: ComponentChildren;
}

/** Asks for the passphrase again, or for a passkey, before something that only the owner may do. */
export function ProofForm({ onProof, busy, failure, children, ...props }: ProofFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // What else is asked for comes first.
  useEffect(() => {
    if (!children) field.current?.focus();
  }, []);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    if (passphrase === '') return field.current?.focus();
    if (!(await onProof({ kind: 'passphrase', passphrase }))) field.current?.select();
  }
  return (
    <form class="stack proof" noValidate onSubmit={(event) => void onSubmit(event)}>
      {children}
      <div class="stack-tight">
        <SecretField
          label="Passphrase again"
          value={passphrase}
          onInput={setPassphrase}
          inputRef={field}
        />
        <PasskeyInstead onProof={onProof} />
      </div>
      <div class="actions">
        <Button type="submit" kind={props.danger ? 'danger' : 'primary'} busy={busy}>
          {props.action}
        </Button>
        <Button onClick={props.onCancel}>{props.cancel ?? 'Cancel'}</Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

/** The way without typing, where there is a passkey. */
function PasskeyInstead({ onProof }: Pick<ProofFormProps, 'onProof'>) {
  const passkey = usePasskey();
  if (!passkey.offered) return null;
  async function give() {
    const proof = await passkey.give();
    if (proof !== null) await onProof(proof);
  }
  return (
    <>
      <div class="actions quiet-switches">
        <Button kind="quiet" busy={passkey.busy} onClick={() => void give()}>
          Use a passkey instead
        </Button>
      </div>
      <PasskeyTrouble passkey={passkey} />
    </>
  );
}

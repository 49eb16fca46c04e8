import { Fingerprint } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import type { Proof } from '../../../domain/proof.ts';
import { Button } from '../../components/Button.tsx';
import { ProofForm } from '../../components/ProofForm.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import type { NewPasskey } from '../../passkey.ts';
import { asFailure } from '../../program.ts';

interface AddPasskeyProps {
  open: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** One more way in: a passkey, where the browser has them for an extension. */
export function AddPasskey({ open, onOpen, onClose }: AddPasskeyProps) {
  const { program } = useProgram();
  const { gesture, passkeys } = program.world;
  if (passkeys === null) {
    return (
      <p class="quiet">
        Firefox ties passkeys to a website, so Latchkey cannot have one there. Use passphrase and
        recovery code.
      </p>
    );
  }
  /** Beside another page the browser's dialog has no place to open. */
  async function begin() {
    if (await gesture.isTab()) onOpen();
    else await gesture.openPanelTab('access');
  }
  if (open) return <PasskeyForm onClose={onClose} />;
  return (
    <div class="actions">
      <Button icon={Fingerprint} onClick={() => void begin()}>
        Add passkey
      </Button>
    </div>
  );
}

function PasskeyForm({ onClose }: { onClose: () => void }) {
  const { busy, failure, turnedAway, name, setName, add } = useNewPasskey(onClose);
  return (
    <section class="card" aria-label="New passkey">
      <div class="card-head">
        <h3 class="section-title">New passkey</h3>
        <p class="quiet">
          Your fingerprint, your face or a security key opens the vault instead of the passphrase.
          The browser asks where to keep the passkey.
        </p>
      </div>
      <ProofForm
        action="Make passkey"
        busy={busy}
        failure={failure}
        onCancel={onClose}
        onProof={add}
      >
        <TextField
          label="Name"
          value={name}
          onInput={setName}
          help="To tell it from others, such as “This laptop”."
        />
      </ProofForm>
      {turnedAway && (
        <p class="quiet" role="status">
          No passkey was made. Try again when you like.
        </p>
      )}
    </section>
  );
}

function useNewPasskey(onAdded: () => void) {
  const { program, state } = useProgram();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turnedAway, setTurnedAway] = useState(false);
  /** Kept over a mistyped passphrase: the device has it, and would not make another one. */
  const made = useRef<NewPasskey | null>(null);

  async function tryToAdd(proof: Proof): Promise<boolean> {
    made.current ??=
      (await (await program.world.passkeys?.())?.make(state?.passkeys ?? [])) ?? null;
    setTurnedAway(made.current === null);
    if (made.current === null) return false;
    await program.ask('access.add-passkey', { proof, name, passkey: made.current });
    program.say('The passkey opens the vault from now on.');
    await program.refresh();
    onAdded();
    return true;
  }

  async function add(proof: Proof): Promise<boolean> {
    setBusy(true);
    setFailure(null);
    setTurnedAway(false);
    try {
      return await tryToAdd(proof);
    } catch (error) {
      setFailure(asFailure(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, failure, turnedAway, name, setName, add };
}

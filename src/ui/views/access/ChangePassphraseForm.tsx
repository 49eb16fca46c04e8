import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import type { Proof } from '../../../domain/proof.ts';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import {
  NewPassphraseFields,
  NewPassphraseProgress,
  useNewPassphrase,
} from '../../components/NewPassphrase.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';
import { PresentProof, usePresentProof } from './PresentProof.tsx';

/** That it was changed, and how. */
export interface Changed {
  exposed: boolean;
  /** The old one was not taken out of every copy yet. */
  lingering: Failure | null;
}

interface ChangePassphraseFormProps {
  onChanged: (changed: Changed) => void;
  onCancel: () => void;
}

/** The present way in, the new passphrase twice, and whether somebody may know the old one. */
export function ChangePassphraseForm({ onChanged, onCancel }: ChangePassphraseFormProps) {
  const present = usePresentProof();
  const chosen = useNewPassphrase();
  const [exposed, setExposed] = useState(false);
  const { busy, failure, change } = useChange(exposed, onChanged);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const passphrase = chosen.accept();
    if (busy || passphrase === null) return;
    const proof = await present.give();
    if (proof !== null) await change(proof, passphrase);
  }
  return (
    <form class="stack proof" noValidate onSubmit={(event) => void onSubmit(event)}>
      <PresentProof present={present} />
      <NewPassphraseFields
        chosen={chosen}
        label="New passphrase"
        repeatLabel="Repeat new passphrase"
      />
      <CheckField
        label="Somebody may know the old one"
        checked={exposed}
        onChange={setExposed}
        help="Then everything is sealed anew with a new vault key, so that an old copy of the vault does not open what comes later. Passkeys and recovery code stop working and must be made again; earlier states of this vault that were put aside are erased."
      />
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy || present.busy}>
          Change passphrase
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
      <NewPassphraseProgress busy={busy ? progressWords(exposed) : null} chosen={chosen} />
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

function useChange(exposed: boolean, onChanged: (changed: Changed) => void) {
  const { program } = useProgram();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function change(proof: Proof, passphrase: string): Promise<void> {
    setBusy(true);
    const problem = await program
      .ask('access.change-passphrase', { proof, passphrase, exposed })
      .then(() => null, asFailure);
    await program.refresh();
    setBusy(false);
    setFailure(problem);
    if (problem !== null && problem.code !== 'slot-lingers') return;
    program.wishFor(null);
    onChanged({ exposed, lingering: problem });
  }
  return { busy, failure, change };
}

function progressWords(exposed: boolean): string {
  return exposed
    ? 'Turning both into keys and sealing everything anew: a few seconds.'
    : 'Turning both into keys: a second or two.';
}

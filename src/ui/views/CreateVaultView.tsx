import type { TargetedSubmitEvent } from 'preact';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { Mark } from '../components/Mark.tsx';
import {
  NewPassphraseFields,
  NewPassphraseProgress,
  useNewPassphrase,
} from '../components/NewPassphrase.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';
import { Asides } from './damage/Asides.tsx';

/** The first visit, or a new beginning: choose a passphrase, and the vault is made. */
export function CreateVaultView() {
  const { wish } = useProgram();
  return (
    <div class="centered centered-wide">
      <div class="centered-head">
        <Mark size={40} />
        <h1 class="title">Create your vault</h1>
        <p class="quiet">
          Your keys are encrypted with a passphrase that only you know. It never leaves this
          computer, and nobody can look it up for you.
        </p>
        {wish === 'restore' && <p>Your backup comes next: it is restored into this vault.</p>}
      </div>
      <CreateVaultForm />
      <Asides />
    </div>
  );
}

function CreateVaultForm() {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('vault.create');
  const chosen = useNewPassphrase();
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const passphrase = chosen.accept();
    if (busy || passphrase === null) return;
    if ((await ask({ passphrase })) !== null) await program.refresh();
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <NewPassphraseFields chosen={chosen} label="Passphrase" repeatLabel="Repeat passphrase" />
      <Button type="submit" kind="primary" busy={busy}>
        Create vault
      </Button>
      <NewPassphraseProgress
        busy={busy ? 'Turning the passphrase into a key: about a second.' : null}
        chosen={chosen}
      />
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

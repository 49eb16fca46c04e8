import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { Mark } from '../components/Mark.tsx';
import { SecretField } from '../components/SecretField.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';

const SHORTEST = 12;

/** The first visit: choose a passphrase, and the vault is made. */
export function CreateVaultView() {
  return (
    <div class="centered centered-wide">
      <div class="centered-head">
        <Mark size={40} />
        <h1 class="title">Create your vault</h1>
        <p class="quiet">
          Your keys are encrypted with a passphrase that only you know. It never leaves this
          computer, and nobody can look it up for you.
        </p>
      </div>
      <CreateVaultForm />
    </div>
  );
}

interface Problems {
  passphrase?: string | undefined;
  repeated?: string | undefined;
}

function CreateVaultForm() {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('vault.create');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = problemsOf(passphrase, repeated);
    setProblems(found);
    if (busy || found.passphrase !== undefined || found.repeated !== undefined) return;
    if ((await ask({ passphrase })) !== null) await program.refresh();
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <SecretField
        label="Passphrase"
        value={passphrase}
        onInput={setPassphrase}
        help={`At least ${SHORTEST} characters. Four or five words in a row are strong and easy to remember.`}
        error={problems.passphrase}
      />
      <SecretField
        label="Repeat passphrase"
        value={repeated}
        onInput={setRepeated}
        error={problems.repeated}
      />
      <Button type="submit" kind="primary" busy={busy}>
        Create vault
      </Button>
      <CreateProgress busy={busy} problems={problems} />
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

/** One line that is always there, so that nothing moves when it has something to say. */
function CreateProgress({ busy, problems }: { busy: boolean; problems: Problems }) {
  const problem = problems.passphrase ?? problems.repeated;
  if (!busy && problem !== undefined) {
    return (
      <p class="unseen" role="alert">
        {problem}
      </p>
    );
  }
  return (
    <p class="quiet form-progress" role="status">
      {busy ? 'Turning the passphrase into a key: about a second.' : ''}
    </p>
  );
}

function problemsOf(passphrase: string, repeated: string): Problems {
  // Counted as people count: an emoji is one.
  const length = [...passphrase].length;
  if (length < SHORTEST) {
    return { passphrase: `It has ${length} of at least ${SHORTEST} characters.` };
  }
  return passphrase === repeated
    ? {}
    : { repeated: 'The two are not the same. Type it once more.' };
}

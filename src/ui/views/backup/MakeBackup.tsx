import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MadeBackup } from '../../../domain/backup.ts';
import { isFailure } from '../../../domain/failure.ts';
import { byPassphrase } from '../../../domain/proof.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { saveTextFile } from '../../save-file.ts';
import { useAsk } from '../../use-ask.ts';
import { backupFileName, keysWords } from './backup-words.ts';
import { FormProgress } from './FormProgress.tsx';

const SHORTEST = 12;

interface MakeBackupProps {
  /** Whether the vault holds no key. */
  empty: boolean;
  onMade: () => void;
}

/** Seals all keys with a passphrase and hands the file to the browser. */
export function MakeBackup({ empty, onMade }: MakeBackupProps) {
  const [made, setMade] = useState<MadeBackup | null>(null);
  if (empty) return <NothingYet />;
  if (made) return <Made made={made} />;
  return (
    <MakeForm
      onMade={(backup) => {
        save(backup);
        setMade(backup);
        onMade();
      }}
    />
  );
}

function save({ madeAtMs, text }: MadeBackup): void {
  saveTextFile(backupFileName(madeAtMs), text);
}

function NothingYet() {
  const { program } = useProgram();
  return (
    <Notice
      tone="info"
      title="There is nothing to back up yet"
      actions={<Button onClick={() => program.openTab('keys')}>Open Keys</Button>}
    >
      The vault holds no key. Once it does, come back here.
    </Notice>
  );
}

interface Typed {
  passphrase: string;
  protect: 'same' | 'other';
  other: string;
  repeated: string;
}
type Problems = { [F in 'passphrase' | 'other' | 'repeated']?: string | undefined };

function MakeForm({ onMade }: { onMade: (backup: MadeBackup) => void }) {
  const { busy, failure, ask } = useAsk('backup.make');
  const [typed, setTyped] = useState<Typed>({
    passphrase: '',
    protect: 'same',
    other: '',
    repeated: '',
  });
  const [problems, setProblems] = useState<Problems>({});
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (isFailure(failure, 'wrong-passphrase')) field.current?.select();
  }, [failure]);
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const found = problemsOf(typed);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const { passphrase, protect, other } = typed;
    const backupPassphrase = protect === 'same' ? passphrase : other;
    const backup = await ask({ proof: byPassphrase(passphrase), backupPassphrase });
    if (backup) onMade(backup);
  }
  return (
    <form class="question stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <SecretField
        label="Passphrase"
        value={typed.passphrase}
        onInput={(passphrase) => change({ passphrase })}
        inputRef={field}
        help="Of this vault, to make sure that it is you."
        error={problems.passphrase}
      />
      <SelectField
        label="The file opens with"
        value={typed.protect}
        options={[
          { value: 'same', label: 'The same passphrase' },
          { value: 'other', label: 'Another passphrase' },
        ]}
        onChange={(value) => change({ protect: value === 'other' ? 'other' : 'same' })}
      />
      {typed.protect === 'other' && (
        <OtherPassphrase typed={typed} problems={problems} onChange={change} />
      )}
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy}>
          Make backup
        </Button>
      </div>
      <FormProgress busy={busy} problems={Object.values(problems)} />
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

interface OtherPassphraseProps {
  typed: Typed;
  problems: Problems;
  onChange: (part: Partial<Typed>) => void;
}

function OtherPassphrase({ typed, problems, onChange }: OtherPassphraseProps) {
  return (
    <>
      <SecretField
        label="Backup passphrase"
        value={typed.other}
        onInput={(other) => onChange({ other })}
        help={`At least ${SHORTEST} characters. Whoever has the file can try as often as they like: take a long one, and keep it where you will find it in years.`}
        error={problems.other}
      />
      <SecretField
        label="Repeat backup passphrase"
        value={typed.repeated}
        onInput={(repeated) => onChange({ repeated })}
        error={problems.repeated}
      />
    </>
  );
}

function problemsOf({ passphrase, protect, other, repeated }: Typed): Problems {
  if (passphrase === '') return { passphrase: 'Type the passphrase of this vault.' };
  if (protect === 'same') return {};
  const length = [...other].length;
  if (length < SHORTEST) {
    return { other: `It has ${length} of at least ${SHORTEST} characters.` };
  }
  return other === repeated ? {} : { repeated: 'The two are not the same. Type it once more.' };
}

function Made({ made }: { made: MadeBackup }) {
  const { keys, previousKeys, madeAtMs } = made;
  const earlier = previousKeys === 0 ? '' : `, and ${previousKeys} that they replaced`;
  return (
    <div class="question">
      <Notice
        tone="good"
        role="status"
        title={`Backup made: ${keysWords(keys)}${earlier}`}
        actions={<Button onClick={() => save(made)}>Save the file again</Button>}
      >
        The browser saves it as <span class="file-name">{backupFileName(madeAtMs)}</span>, with your
        downloads. Move it to where you will find it without this computer, and rehearse it once.
      </Notice>
    </div>
  );
}

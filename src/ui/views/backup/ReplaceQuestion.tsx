import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { byPassphrase } from '../../../domain/proof.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { useAsk } from '../../use-ask.ts';
import type { BackupFile } from './BackupFileForm.tsx';
import { keysWords } from './backup-words.ts';

interface ReplaceQuestionProps {
  file: BackupFile;
  /** How many keys the backup holds. */
  count: number;
  /** Labels of keys that only the vault has. */
  onlyHere: readonly string[];
  onDone: (words: string) => void;
  onCancel: () => void;
}

/** Asks again, and for the passphrase: the vault becomes what the backup is. */
export function ReplaceQuestion({ file, count, onlyHere, onDone, onCancel }: ReplaceQuestionProps) {
  const { busy, failure, ask } = useAsk('backup.replace');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || passphrase === '') return field.current?.focus();
    const replaced = await ask({ ...file, proof: byPassphrase(passphrase) });
    if (replaced === null) return field.current?.select();
    onDone(`The vault now holds the ${keysWords(replaced.keys)} of the backup.`);
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <p>
        The vault will hold the {keysWords(count)} of the backup as they were then, and nothing
        else. Keys that were renewed since go back to the older ones. What it holds now is kept
        sealed for thirty days and can be brought back.
      </p>
      {onlyHere.length > 0 && (
        <p>
          Not in the backup, and therefore not in the vault any more:{' '}
          {onlyHere.map((label) => `“${label}”`).join(', ')}.
        </p>
      )}
      <SecretField
        label="Passphrase"
        value={passphrase}
        onInput={setPassphrase}
        inputRef={field}
        help="Of this vault. It stays the same."
      />
      <div class="actions">
        <Button type="submit" kind="danger" busy={busy}>
          Replace the vault
        </Button>
        <Button onClick={onCancel}>Keep the vault</Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

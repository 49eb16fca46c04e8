import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccessWay } from '../../../domain/access-way.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

/** Another name for a passkey. */
export function RenameWay({ way, onClose }: { way: AccessWay; onClose: () => void }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('access.rename');
  const [name, setName] = useState(way.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    if (name.trim() === '') return field.current?.focus();
    if ((await ask({ slotId: way.id, name })) === null) return;
    await program.refresh();
    onClose();
  }
  return (
    <form class="stack proof" noValidate onSubmit={(event) => void onSubmit(event)}>
      <TextField label="Name" value={name} onInput={setName} inputRef={field} />
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy}>
          Save name
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </form>
  );
}

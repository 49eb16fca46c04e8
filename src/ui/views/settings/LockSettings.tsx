import * as v from 'valibot';
import { LOCK_MINUTES, lockMinutesSchema } from '../../../domain/lock-minutes.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { durationWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

/** When the vault locks by itself. */
export function LockSettings() {
  const { program, state } = useProgram();
  const { busy, failure, ask } = useAsk('vault.set-lock-minutes');
  async function choose(value: string) {
    const minutes = v.safeParse(lockMinutesSchema, Number(value));
    if (!minutes.success) return;
    await ask({ minutes: minutes.output });
    await program.refresh();
  }
  if (state === null) return null;
  return (
    <>
      <SelectField
        label="Lock after"
        value={String(state.lockMinutes)}
        options={LOCK_MINUTES.map((minutes) => ({
          value: String(minutes),
          label: durationWords(minutes),
        }))}
        help="Without use. Closing the browser always locks."
        disabled={busy}
        onChange={(value) => void choose(value)}
      />
      {failure && <FailureNote failure={failure} />}
    </>
  );
}

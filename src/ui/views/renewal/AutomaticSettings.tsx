import * as v from 'valibot';
import { AUTOMATIC_DAYS, automaticDaysSchema } from '../../../domain/automatic-renewal.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';

const OFF = 'off';
const OPTIONS = [
  { value: OFF, label: 'Off' },
  ...AUTOMATIC_DAYS.map((days) => ({ value: String(days), label: `In the last ${days} days` })),
];

/** Whether keys are renewed in their last days without being asked for. */
export function AutomaticSettings() {
  const { program } = useProgram();
  const { answer, failure: unknown } = useAnswer('renewal.automatic', {});
  const { busy, failure, ask } = useAsk('renewal.set-automatic');
  async function choose(value: string) {
    const days = v.safeParse(automaticDaysSchema, value === OFF ? null : Number(value));
    if (!days.success) return;
    await ask({ days: days.output });
    await program.refresh();
  }
  const problem = failure ?? unknown;
  return (
    <>
      <SelectField
        label="Automatic renewal"
        value={answer === null ? '' : String(answer.days ?? OFF)}
        options={OPTIONS}
        help="Only while Latchkey is unlocked, one key after the other. What failed is tried again a day later."
        disabled={busy || answer === null}
        onChange={(value) => void choose(value)}
      />
      {problem && <FailureNote failure={problem} />}
    </>
  );
}

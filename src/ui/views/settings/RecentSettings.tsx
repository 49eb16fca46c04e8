import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { recall } from '../../recent-meetings.ts';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';

/** Whether look-ups are remembered at all. */
export function RecentSettings() {
  const { program } = useProgram();
  const { answer } = useAnswer('recent.list', {});
  const { failure, ask } = useAsk('recent.set-on');
  async function choose(on: boolean) {
    if ((await ask({ on })) === null) return;
    if (!on) recall(program, []);
    await program.refresh();
  }
  return (
    <>
      <CheckField
        label="Remember look-ups"
        checked={answer?.on ?? true}
        onChange={(on) => void choose(on)}
        help="Sealed in the vault, so that the box and the address bar know them by name. Switched off, what is remembered is forgotten."
      />
      {failure && <FailureNote failure={failure} />}
    </>
  );
}

import { SYSTEM_LOCK_PERMISSIONS } from '../../../domain/optional-permission.ts';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';

/** Locking with the computer, where the browser tells extensions of that. */
export function SystemLockSettings() {
  if (__BROWSER__ === 'firefox') {
    return (
      <p class="quiet">
        Firefox does not tell Latchkey when the computer locks, so only the time above counts.
      </p>
    );
  }
  return <SystemLockField />;
}

function SystemLockField() {
  const { program } = useProgram();
  const { answer, failure: unknown } = useAnswer('system-lock.settings', {});
  const { failure, ask } = useAsk('system-lock.set');
  async function choose(asked: Promise<boolean>) {
    await ask({ on: await asked });
    await program.refresh();
  }
  const problem = failure ?? unknown;
  return (
    <>
      <CheckField
        label="Also lock when the computer locks"
        checked={answer?.on ?? false}
        disabled={answer === null}
        onChange={(on) => {
          // The request has to be the first call of the click. No browser shows a prompt for it.
          const { requestPermissions } = program.world.gesture;
          void choose(on ? requestPermissions(SYSTEM_LOCK_PERMISSIONS) : Promise.resolve(false));
        }}
      />
      {problem && <FailureNote failure={problem} />}
    </>
  );
}

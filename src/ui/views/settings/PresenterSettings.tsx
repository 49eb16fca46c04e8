import { CheckField } from '../../components/CheckField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';

/** For whoever shows their screen. */
export function PresenterSettings() {
  const { program, presenting } = useProgram();
  return (
    <CheckField
      label="Presenter mode"
      checked={presenting}
      onChange={(on) => program.present(on)}
      help="Masks emails, numbers, hosts and names on every screen, and what stands in fields. What you copy, save and send is not masked."
    />
  );
}

import { Button } from '../components/Button.tsx';
import { Mark } from '../components/Mark.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { useAnswer } from '../use-answer.ts';
import { useFocusOnMount } from '../use-focus.ts';
import { Asides } from './damage/Asides.tsx';
import { Beginnings } from './damage/Beginnings.tsx';
import { SecondCopyChoice } from './damage/SecondCopyChoice.tsx';

/** A vault that cannot be used as it is: what happened, and the ways out. */
export function DamagedView() {
  const { program } = useProgram();
  return program.world.place === 'popup' ? <InShort /> : <WaysOut />;
}

/** The popup closes too easily for this. */
function InShort() {
  const { program } = useProgram();
  return (
    <div class="centered">
      <div class="centered-head">
        <Mark size={40} />
        <h1 class="title">Your vault is damaged</h1>
        <p class="quiet">Your passphrase is not the problem, and there are ways out.</p>
      </div>
      <Button
        kind="primary"
        onClick={() => void program.world.gesture.openPanelTab().then(() => window.close())}
      >
        Open in a tab
      </Button>
    </div>
  );
}

function WaysOut() {
  const { answer: damage } = useAnswer('damage.report', {});
  const title = useFocusOnMount<HTMLHeadingElement>();
  const unreadable = damage?.unreadable ?? 0;
  return (
    <div class="ways-out">
      <h1 class="title" tabIndex={-1} ref={title}>
        Your vault is damaged
      </h1>
      <p>
        {unreadable === 0
          ? 'Something that Latchkey stored is not what it wrote, so it was not opened.'
          : `${unreadable === 1 ? 'One key is' : `${unreadable} keys are`} not what Latchkey wrote, and cannot be opened; everything else is whole.`}{' '}
        A full disk, a crash or another program can do that. Your passphrase is not the problem,
        nothing was sent anywhere, and nothing is lost by looking around here.
      </p>
      <SecondCopyChoice damage={damage} />
      <Beginnings damaged />
      <Asides />
    </div>
  );
}

import { Button } from '../ui/components/Button.tsx';
import { Mark } from '../ui/components/Mark.tsx';
import { drawProgram } from '../ui/draw-program.tsx';
import { useProgram } from '../ui/ProgramProvider.tsx';
import { Program } from '../ui/program.ts';
import type { World } from '../ui/world.ts';

/** Puts the program into the popup's page, over its static shell. */
export function showPopup(root: Element, world: Omit<World, 'place'>): void {
  const program = new Program({ ...world, place: 'popup' });
  drawProgram(root, program, { Missing: SetUpPrompt, Recovery: RecoveryNotice });
}

/** The popup closes too easily to choose a passphrase in: that happens in a tab. */
function SetUpPrompt() {
  const { program } = useProgram();
  return (
    <div class="centered">
      <div class="centered-head">
        <Mark size={40} />
        <h1 class="title">Welcome to Latchkey</h1>
        <p class="quiet">Keeps your API keys encrypted. Choosing a passphrase takes a minute.</p>
      </div>
      <Button kind="primary" onClick={() => void program.world.gesture.openPanelTab()}>
        Set up Latchkey
      </Button>
    </div>
  );
}

function RecoveryNotice() {
  const { program } = useProgram();
  return (
    <div class="slim-notice">
      <p>Your recovery code is not saved yet.</p>
      <Button kind="quiet" onClick={() => void program.world.gesture.openPanelTab()}>
        Save it
      </Button>
    </div>
  );
}

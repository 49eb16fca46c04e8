import { Button } from '../../components/Button.tsx';
import { Fact, Facts } from '../../components/Facts.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';

/** The shortcuts by their names in manifest.json, in the order in which they are shown. */
const COMMANDS = [
  { command: '_execute_action', does: 'Open Latchkey' },
  { command: 'look-up-selection', does: 'Look up what is selected' },
  { command: 'lock', does: 'Lock Latchkey' },
] as const;

/** Which keys open, look up and lock, and where to change them: that is the browser's business. */
export function ShortcutSettings() {
  const { program } = useProgram();
  const { answer, failure } = useAnswer('shortcuts.list', {});
  const keysOf = (wanted: string) => answer?.find(({ command }) => command === wanted)?.keys;
  return (
    <section class="card" aria-labelledby="shortcuts-title">
      <h3 class="section-title" id="shortcuts-title">
        Keyboard shortcuts
      </h3>
      <Facts>
        {COMMANDS.map(({ command, does }) => (
          <Fact key={command} term={does}>
            <span class="digits">
              {answer === null ? '\u00a0' : (keysOf(command) ?? 'Not set')}
            </span>
          </Fact>
        ))}
      </Facts>
      <div class="actions">
        <Button onClick={() => void program.world.gesture.openShortcutSettings()}>
          Change shortcuts
        </Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </section>
  );
}

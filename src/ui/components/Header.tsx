import { Lock, PanelRight, Settings } from 'lucide';
import { SECOND } from '../../domain/time.ts';
import { lockWords } from '../date-words.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { asFailure } from '../program.ts';
import { useNow } from '../use-now.ts';
import { IconButton } from './Button.tsx';
import { Mark } from './Mark.tsx';

/** Name, lock state, and what is always at hand. */
export function Header() {
  const { program, vault, page, presenting } = useProgram();
  const { gesture, place } = program.world;
  const unlocked = vault === 'unlocked';
  return (
    <header class="header">
      <Mark />
      <span class="header-name">{presenting ? 'Presenting' : 'Latchkey'}</span>
      <LockState />
      <div class="header-buttons">
        {unlocked && <LockButton />}
        {place === 'popup' && vault !== 'missing' && vault !== null && (
          <IconButton
            name="Open in panel"
            icon={PanelRight}
            onClick={() => {
              // First the panel, in the click itself; closing the popup may come later.
              void gesture
                .openPanel()
                .catch(() => gesture.openPanelTab())
                .then(() => window.close());
            }}
          />
        )}
        {unlocked && (
          <IconButton
            name="Settings"
            icon={Settings}
            pressed={page === 'settings'}
            onClick={() => program.openPage(page === null ? 'settings' : null)}
          />
        )}
      </div>
    </header>
  );
}

function LockButton() {
  const { program } = useProgram();
  async function lock() {
    try {
      await program.ask('vault.lock', {});
      await program.refresh();
    } catch (error) {
      // Whoever leaves now must not believe that it is locked.
      program.report(asFailure(error));
    }
  }
  return <IconButton name="Lock" icon={Lock} onClick={() => void lock()} />;
}

function LockState() {
  const { state, vault } = useProgram();
  const lockAtMs = state?.lockAtMs ?? null;
  const nowMs = useNow(lockAtMs === null ? null : 5 * SECOND);
  if (vault === 'locked') return <span class="lock-state">Locked</span>;
  return (
    <span class="lock-state">
      {lockAtMs === null ? '' : lockWords(lockAtMs, Math.max(nowMs, Date.now()))}
    </span>
  );
}

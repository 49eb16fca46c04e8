import { useEffect } from 'preact/hooks';
import { SECOND } from '../domain/time.ts';
import { useProgram } from './ProgramProvider.tsx';
import type { Program } from './program.ts';

const POPUP_TOUCH = 20 * SECOND;
const PANEL_TOUCH = 15 * SECOND;
/** The worker locks first; the page looks a moment later. */
const LOCK_GRACE = 50;

/** Keeps a page in step with the worker: first state, news, activity, and the lock's time. */
export function usePresence(): void {
  const { program, state } = useProgram();
  useEffect(() => followWorker(program), [program]);
  useEffect(() => showPresence(program), [program]);
  const lockAtMs = state?.lockAtMs ?? null;
  useEffect(() => {
    if (lockAtMs === null) return;
    const wait = Math.max(0, lockAtMs - Date.now()) + LOCK_GRACE;
    const timer = setTimeout(() => void program.refresh(), wait);
    return () => clearTimeout(timer);
  }, [program, lockAtMs]);
}

function followWorker(program: Program): () => void {
  const onVisible = () => {
    // Timers stand still while a computer sleeps: the lock may be overdue.
    if (document.visibilityState === 'visible') void program.refresh();
  };
  document.addEventListener('visibilitychange', onVisible);
  const stopListening = program.world.listen(({ changed }) => {
    if (changed === 'renewal') program.noteRenewalNews();
    if (changed === 'state') void program.refresh();
  });
  return () => {
    document.removeEventListener('visibilitychange', onVisible);
    stopListening();
  };
}

/** An open popup is somebody using it; a panel may stand open all day, so there only input counts. */
function showPresence(program: Program): () => void {
  const first = program.refresh();
  if (program.world.place === 'popup') {
    void first.then(() => program.touch());
    const timer = setInterval(() => void program.touch(), POPUP_TOUCH);
    return () => clearInterval(timer);
  }
  let touchedAtMs = 0;
  const onInput = () => {
    if (Date.now() - touchedAtMs < PANEL_TOUCH) return;
    touchedAtMs = Date.now();
    void program.touch();
  };
  document.addEventListener('keydown', onInput);
  document.addEventListener('pointerdown', onInput);
  return () => {
    document.removeEventListener('keydown', onInput);
    document.removeEventListener('pointerdown', onInput);
  };
}

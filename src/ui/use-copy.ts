import { useEffect, useState } from 'preact/hooks';
import { SECOND } from '../domain/time.ts';
import { copyText, noteForSecret } from './clipboard.ts';
import { useProgram } from './ProgramProvider.tsx';

const SHOWN_FOR = 1.5 * SECOND;

/** What became of a copy; `ready` again after a moment. */
export type CopyOutcome = 'ready' | 'copied' | 'failed';

/** Copies a text and says so; one that nobody else may have is taken off the clipboard after a while. */
export function useCopy(secret: boolean): {
  outcome: CopyOutcome;
  copy: (text: string, html?: string) => Promise<void>;
} {
  const { program } = useProgram();
  const [outcome, setOutcome] = useState<CopyOutcome>('ready');
  useEffect(() => {
    if (outcome === 'ready') return;
    const timer = setTimeout(() => setOutcome('ready'), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);
  async function copy(text: string, html?: string) {
    const copied = copyText(text, html);
    // The worker is told in the click's own turn: a popup may close right after it.
    const noting = secret ? noteForSecret(program.ask('clipboard.copied', { text })) : null;
    const done = await copied;
    setOutcome(done ? 'copied' : 'failed');
    program.say(done ? 'Copied' : 'The browser did not let us copy');
    const note = await noting;
    if (done && note) program.note(note);
  }
  return { outcome, copy };
}

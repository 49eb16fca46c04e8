import { Check, Copy, X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { SECOND } from '../../domain/time.ts';
import { copyText, noteForSecret } from '../clipboard.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

const SHOWN_FOR = 1.5 * SECOND;
const ICONS = { ready: Copy, copied: Check, failed: X } as const;
type Outcome = keyof typeof ICONS;

interface CopyButtonProps {
  text: string;
  /** The button's name, "Copy Uganda 2341". */
  name: string;
  /** Whether the name stands on it. */
  words?: boolean;
  /** Whether nobody else may have it: then it is taken off the clipboard after a while. */
  secret?: boolean;
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, name, words = false, secret = false }: CopyButtonProps) {
  const { outcome, copy } = useCopy(text, secret);
  if (words) {
    return (
      <Button icon={ICONS[outcome]} onClick={copy}>
        {name}
      </Button>
    );
  }
  return (
    <button
      type="button"
      class={`copy-button copy-${outcome}`}
      aria-label={name}
      title={name}
      onClick={copy}
    >
      <Icon shapes={ICONS[outcome]} size={14} />
    </button>
  );
}

function useCopy(text: string, secret: boolean): { outcome: Outcome; copy: () => void } {
  const { program } = useProgram();
  const [outcome, setOutcome] = useState<Outcome>('ready');
  useEffect(() => {
    if (outcome === 'ready') return;
    const timer = setTimeout(() => setOutcome('ready'), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);
  async function copy() {
    const copied = copyText(text);
    // The worker is told in the click's own turn: a popup may close right after it.
    const noting = secret ? noteForSecret(program.ask('clipboard.copied', { text })) : null;
    const done = await copied;
    setOutcome(done ? 'copied' : 'failed');
    program.say(done ? 'Copied' : 'The browser did not let us copy');
    const note = await noting;
    if (done && note) program.note(note);
  }
  return { outcome, copy: () => void copy() };
}

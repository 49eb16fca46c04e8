import { Check, Copy, X } from 'lucide';
import { useCopy } from '../use-copy.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/** What a button shows of a copy. */
export const COPY_ICONS = { ready: Copy, copied: Check, failed: X } as const;

interface CopyButtonProps {
  text: string;
  /** The same as HTML, which lies on the clipboard beside it. */
  html?: string | undefined;
  /** The button's name, "Copy Uganda 2341". */
  name: string;
  /** Whether the name stands on it. */
  words?: boolean;
  /** Whether nobody else may have it: then it is taken off the clipboard after a while. */
  secret?: boolean;
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, html, name, words = false, secret = false }: CopyButtonProps) {
  const { outcome, copy } = useCopy(secret);
  const onClick = () => void copy(text, html);
  if (words) {
    return (
      <Button icon={COPY_ICONS[outcome]} onClick={onClick}>
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
      onClick={onClick}
    >
      <Icon shapes={COPY_ICONS[outcome]} size={14} />
    </button>
  );
}

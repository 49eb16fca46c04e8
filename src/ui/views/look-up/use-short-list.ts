import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Candidate, Reading } from '../../../domain/recognition/recognise.ts';
import { useLookupDesk } from '../../lookup-desk.tsx';
import { useReading } from '../../recogniser.ts';

/** What the box holds and, of several things, which one is meant. */
interface ShortList {
  reading: Reading | null;
  open: boolean;
  selected: number;
  /** Arrows choose and open, Escape closes; Enter is the form's. */
  onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void;
  /** Asks for this one; without one, for what is selected. */
  choose(candidate?: Candidate): void;
}

export function useShortList(): ShortList {
  const { typed, ask } = useLookupDesk();
  const reading = useReading(typed);
  const [kept, setKept] = useState({ of: '', open: true, selected: 0 });
  // Other text, other things.
  const at = kept.of === typed ? kept : { open: true, selected: 0 };
  const setAt = (next: { open: boolean; selected: number }) => setKept({ of: typed, ...next });
  const candidates = reading?.candidates ?? [];
  const count = candidates.length;
  const open = at.open && count > 1;
  const selected = Math.min(at.selected, Math.max(0, count - 1));

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>) {
    const step = STEPS[event.key];
    if (step !== undefined && count > 1) {
      event.preventDefault();
      setAt({ open: true, selected: open ? (selected + step + count) % count : selected });
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setAt({ open: false, selected });
    }
  }

  function choose(candidate = candidates[selected]) {
    setAt({ open: false, selected });
    ask(candidate ?? null);
  }

  return { reading, open, selected, onKeyDown, choose };
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Candidate, Reading } from '../../../domain/recognition/recognise.ts';

/** Of several things that the box holds, which one is meant. */
interface ShortList {
  open: boolean;
  selected: number;
  /** What would be asked for; `null` where nothing can be. */
  candidate: Candidate | null;
}

/** The list under the box: arrows choose and open, Escape closes; Enter is the form's. */
export function useShortList(
  box: RefObject<HTMLInputElement | null>,
  typed: string,
  reading: Reading,
): ShortList {
  const [kept, setKept] = useState({ of: '', open: true, selected: 0 });
  // Other text, other things.
  const at = kept.of === typed ? kept : { open: true, selected: 0 };
  const { candidates } = reading;
  const count = candidates.length;
  const open = at.open && count > 1;
  const selected = Math.min(at.selected, Math.max(0, count - 1));

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step !== undefined && count > 1) {
      event.preventDefault();
      const next = open ? (selected + step + count) % count : selected;
      setKept({ of: typed, open: true, selected: next });
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    }
  }

  function close() {
    setKept({ of: typed, open: false, selected });
  }

  // Before the next key is pressed, not after the next frame.
  useLayoutEffect(() => {
    const input = box.current;
    const form = input?.form;
    input?.addEventListener('keydown', onKeyDown);
    form?.addEventListener('submit', close);
    return () => {
      input?.removeEventListener('keydown', onKeyDown);
      form?.removeEventListener('submit', close);
    };
  });

  return { open, selected, candidate: candidates[selected] ?? null };
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

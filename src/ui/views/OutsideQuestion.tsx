import { useEffect, useRef } from 'preact/hooks';
import { useLookupDesk } from '../lookup-desk.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import type { Program } from '../program.ts';

/**
 * Asks what somebody wanted to know in the address bar, by the context menu or by a shortcut, once
 * the vault is open. Shows nothing but a word while it is locked.
 */
export function OutsideQuestion() {
  const { program, state } = useProgram();
  const { lookUp, expect } = useLookupDesk();
  const page = useRef(crypto.randomUUID());
  const seen = useRef('');
  useEffect(() => {
    // A page behind another tab must not take what was asked in front of it.
    if (state === null || document.visibilityState !== 'visible') return;
    void nextFor(program, page.current).then((next) => {
      expect(next?.waiting ?? false);
      const question = next?.question;
      if (!question || question.id === seen.current) return;
      seen.current = question.id;
      program.openTab('look-up');
      lookUp(question.text);
      void program.world.client.ask('outside.taken', { id: question.id }).catch(() => undefined);
    });
  }, [state]);
  return null;
}

/** Whoever cannot ask has not been asked: nothing is shown of it. */
async function nextFor({ world }: Program, page: string) {
  try {
    const windowId = await world.gesture.windowId();
    return await world.client.ask('outside.next', { page, windowId });
  } catch {
    return null;
  }
}

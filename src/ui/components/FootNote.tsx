import { X } from 'lucide';
import { useEffect } from 'preact/hooks';
import { SECOND } from '../../domain/time.ts';
import type { Note } from '../note.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { PAGES } from '../pages.ts';
import { Button, IconButton } from './Button.tsx';

const SHOWN_FOR = 6 * SECOND;

/** A few words over the foot of the page, so that nothing is pushed aside. They were said aloud already. */
export function FootNote({ note }: { note: Note }) {
  const { program } = useProgram();
  const { words, page } = note;
  const close = () => program.note(null);
  useEffect(() => {
    if (page !== undefined) return;
    const timer = setTimeout(close, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [page]);
  return (
    <div class="foot-note">
      <p>{words}</p>
      {page !== undefined && (
        <Button
          kind="quiet"
          onClick={() => {
            close();
            program.openPage(page);
          }}
        >
          Open {PAGES[page].title}
        </Button>
      )}
      <IconButton name="Close" icon={X} onClick={close} />
    </div>
  );
}

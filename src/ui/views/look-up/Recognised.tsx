import { useEffect, useRef } from 'preact/hooks';
import type { Candidate, Reading } from '../../../domain/recognition/recognise.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { candidateWords, readingWords } from './recognition-words.ts';
import './recognised.css';

export interface RecognisedProps {
  reading: Reading | null;
  /** The id of the line that tells, which the box is described by. */
  hintId: string;
  /** The id of the short list. */
  listId: string;
  /** Whether the list is open. */
  open: boolean;
  selected: number;
  onChoose: (candidate: Candidate) => void;
}

/** What the box holds, said before anything is asked; of several things, a short list. */
export function Recognised({ reading, hintId, ...list }: RecognisedProps) {
  const { program } = useProgram();
  // Whose room it is may be masked; nobody answered it.
  program.hear(reading?.keyless);
  return (
    <>
      <p class="lookup-hint" id={hintId}>
        {reading && readingWords(reading)}
      </p>
      {reading && list.open && <ShortList reading={reading} {...list} />}
    </>
  );
}

type ShortListProps = Omit<RecognisedProps, 'hintId' | 'reading'> & { reading: Reading };

function ShortList({ reading, listId, selected, onChoose }: ShortListProps) {
  const { program } = useProgram();
  const { candidates } = reading;
  const list = useRef<HTMLDivElement>(null);
  const words = readingWords(reading);
  useEffect(() => program.say(words), [words]);
  useEffect(() => {
    list.current?.children[selected]?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);
  return (
    <div
      class="recognised"
      role="listbox"
      tabIndex={-1}
      id={listId}
      aria-label="Recognised"
      ref={list}
    >
      {candidates.map((candidate, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's, which keeps the focus
        <div
          key={`${index} ${candidateWords(candidate).join()}`}
          class="recognised-option"
          role="option"
          tabIndex={-1}
          id={`${listId}-${index}`}
          aria-selected={index === selected}
          // So that the box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(candidate)}
        >
          <Option candidate={candidate} />
        </div>
      ))}
    </div>
  );
}

function Option({ candidate }: { candidate: Candidate }) {
  const [what, then] = candidateWords(candidate);
  return (
    <>
      <span class="recognised-what">{what}</span>
      {then && <span class="recognised-then">{then}</span>}
    </>
  );
}

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Candidate, Reading } from '../../../domain/recognition/recognise.ts';
import { useLookupDesk } from '../../lookup-desk.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { readingOf } from '../../recogniser.ts';
import { candidateWords, readingWords } from './recognition-words.ts';
import { usePastedLines } from './use-pasted-lines.ts';
import { useShortList } from './use-short-list.ts';
import './recognised.css';

export interface RecognisedProps {
  /** The id of the line that tells, which the box is described by. */
  hintId: string;
  box: RefObject<HTMLInputElement | null>;
  /** What Enter asks for. */
  chosen: RefObject<Candidate | null>;
}

/** What the box holds, said before anything is asked; of several things, a short list. */
export function Recognised({ hintId, box, chosen }: RecognisedProps) {
  const { program, state, recent } = useProgram();
  const { typed, type } = useLookupDesk();
  const reading = useMemo(() => readingOf(typed, program), [typed, state?.credentials, recent]);
  const { open, selected, candidate } = useShortList(box, typed, reading);
  usePastedLines(box, type);
  chosen.current = candidate;
  // Whose room it is may be masked; nobody answered it.
  program.hear(reading.keyless);
  useEffect(
    () => () => {
      // It goes when the vault locks; a question survives that, a token does not.
      if (chosen.current?.kind === 'token') type('');
    },
    [],
  );
  const listId = `${hintId}-list`;
  const option = open ? `${listId}-${selected}` : null;
  useLayoutEffect(() => {
    tell(box.current, 'aria-controls', open ? listId : null);
    tell(box.current, 'aria-activedescendant', option);
  }, [option]);
  return (
    <>
      <p class="lookup-hint" id={hintId}>
        {readingWords(reading)}
      </p>
      {open && <ShortList {...{ reading, listId, selected, chosen, box }} />}
    </>
  );
}

/** Tells assistive technology of the list; the box itself is drawn before this is fetched. */
function tell(box: HTMLInputElement | null, name: string, value: string | null): void {
  if (value === null) box?.removeAttribute(name);
  else box?.setAttribute(name, value);
}

interface ShortListProps extends Omit<RecognisedProps, 'hintId'> {
  reading: Reading;
  listId: string;
  selected: number;
}

function ShortList({ reading, listId, selected, chosen, box }: ShortListProps) {
  const { program } = useProgram();
  const list = useRef<HTMLDivElement>(null);
  const words = readingWords(reading);
  useEffect(() => program.say(words), [words]);
  useEffect(() => {
    list.current?.children[selected]?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);
  function choose(candidate: Candidate) {
    chosen.current = candidate;
    box.current?.form?.requestSubmit();
  }
  return (
    <div
      class="recognised"
      role="listbox"
      tabIndex={-1}
      id={listId}
      aria-label="Recognised"
      ref={list}
    >
      {reading.candidates.map((candidate, index) => (
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
          onClick={() => choose(candidate)}
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

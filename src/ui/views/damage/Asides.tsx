import { useId, useState } from 'preact/hooks';
import type { Aside } from '../../../domain/damage.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { dateWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';

/** The vaults that were put aside, while there are any. */
export function Asides() {
  const { answer: asides } = useAnswer('aside.list', {});
  if (asides === null || asides.length === 0) return null;
  return (
    <section class="card" aria-labelledby="asides-title">
      <h3 class="section-title" id="asides-title">
        Vaults put aside
      </h3>
      <ul class="asides">
        {asides.map((aside) => (
          <li key={aside.id}>
            <AsideCard aside={aside} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AsideCard({ aside }: { aside: Aside }) {
  const { vault } = useProgram();
  const [asking, setAsking] = useState<'bring-back' | 'erase' | null>(null);
  const id = useId();
  const keep = () => setAsking(null);
  return (
    <article class="aside" aria-labelledby={id}>
      <p id={id}>
        A vault from {dateWords(aside.asideAtMs)}, kept until {dateWords(aside.untilMs)}
      </p>
      {asking === 'bring-back' && <BringBackQuestion id={aside.id} onKeep={keep} />}
      {asking === 'erase' && <EraseQuestion id={aside.id} onKeep={keep} />}
      {asking === null && (
        <div class="actions">
          <Button onClick={() => setAsking('bring-back')}>Bring back</Button>
          {vault === 'unlocked' && (
            <Button kind="danger" onClick={() => setAsking('erase')}>
              Erase now
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

interface QuestionProps {
  id: string;
  onKeep: () => void;
}

function BringBackQuestion({ id, onKeep }: QuestionProps) {
  const { program, vault } = useProgram();
  const { busy, failure, ask } = useAsk('aside.bring-back');
  const title = useFocusOnMount<HTMLParagraphElement>();
  async function bringBack() {
    if ((await ask({ id })) !== null) await program.refresh();
  }
  return (
    <div class="question">
      <p class="question-title" tabIndex={-1} ref={title}>
        Bring this vault back?
      </p>
      <p class="quiet">
        It is locked, and opens with the passphrase that it had.
        {vault !== 'missing' && ' The vault in use now is put aside for thirty days in its place.'}
      </p>
      <div class="actions">
        <Button kind="primary" busy={busy} onClick={() => void bringBack()}>
          Bring it back
        </Button>
        <Button onClick={onKeep}>Cancel</Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}

function EraseQuestion({ id, onKeep }: QuestionProps) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('aside.forget');
  const title = useFocusOnMount<HTMLParagraphElement>();
  async function erase() {
    if ((await ask({ id })) !== null) await program.refresh();
  }
  return (
    <div class="question">
      <p class="question-title" tabIndex={-1} ref={title}>
        Erase this vault?
      </p>
      <p class="quiet">Its keys are gone for good then. This can’t be undone.</p>
      <div class="actions">
        <Button kind="danger" busy={busy} onClick={() => void erase()}>
          Erase for good
        </Button>
        <Button onClick={onKeep}>Keep</Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}

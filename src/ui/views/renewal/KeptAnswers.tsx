import { useEffect, useId, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { KeptAnswer } from '../../../domain/renewal.ts';
import { MINUTE } from '../../../domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { ProofForm } from '../../components/ProofForm.tsx';
import { clockWords, dateWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';

/** Long enough to type three fields of it. */
const SHOWN_FOR = 5 * MINUTE;

interface KeptAnswersProps {
  credential: CredentialSummary;
  /** Opens the form for the key that is in one of them. */
  onType: () => void;
}

/** The answers of the server that are kept because they may hold a key, while there are any. */
export function KeptAnswers({ credential, onType }: KeptAnswersProps) {
  const credentialId = credential.id;
  const { answer } = useAnswer('renewal.answers', { credentialId });
  const [closings, setClosings] = useState(0);
  const answers = answer?.answers ?? [];
  if (answers.length === 0) return null;
  return (
    <details
      class="details"
      onToggle={({ currentTarget }) => {
        // What was shown goes when the list is closed over it.
        if (!currentTarget.open) setClosings(closings + 1);
      }}
    >
      <summary>Answers of the server that are kept ({answers.length})</summary>
      <div class="stack details-body" key={closings}>
        <p class="quiet">
          Each may hold a key that Latchkey could not read. Show it, and type the key from it.
        </p>
        {answers.map((each) => (
          <Answer key={each.id} credentialId={credentialId} answer={each} onType={onType} />
        ))}
      </div>
    </details>
  );
}

interface AnswerProps {
  credentialId: string;
  answer: KeptAnswer;
  onType: () => void;
}

type Mode = 'closed' | 'proof' | 'remove';

function Answer({ credentialId, answer, onType }: AnswerProps) {
  const [mode, setMode] = useState<Mode>('closed');
  const [text, setText] = useState<string | null>(null);
  const id = useId();
  const close = () => setMode('closed');
  const words = `${dateWords(answer.startedAtMs)}, ${clockWords(answer.startedAtMs)}`;
  return (
    <article class="kept-answer" aria-labelledby={id}>
      <p id={id}>
        {words} · {answer.host}
      </p>
      <p class="quiet">
        {answer.current ? 'Of the renewal above' : 'Put away'} · {answer.characters} characters
      </p>
      {text !== null && <Shown text={text} onType={onType} onHide={() => setText(null)} />}
      {text === null && mode === 'proof' && (
        <Reveal
          credentialId={credentialId}
          answerId={answer.id}
          onShown={(shown) => {
            setText(shown);
            close();
          }}
          onCancel={close}
        />
      )}
      {mode === 'remove' && (
        <Remove credentialId={credentialId} answerId={answer.id} onKeep={close} />
      )}
      {text === null && mode === 'closed' && (
        <div class="actions">
          <Button onClick={() => setMode('proof')}>Show</Button>
          {!answer.current && (
            <Button kind="danger" onClick={() => setMode('remove')}>
              Remove
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

interface RevealProps {
  credentialId: string;
  answerId: string;
  onShown: (text: string) => void;
  onCancel: () => void;
}

function Reveal({ credentialId, answerId, onShown, onCancel }: RevealProps) {
  const { busy, failure, ask } = useAsk('renewal.reveal-answer');
  return (
    <ProofForm
      action="Show the answer"
      busy={busy}
      failure={failure}
      onCancel={onCancel}
      onProof={async (proof) => {
        const shown = await ask({ credentialId, answerId, proof });
        if (shown !== null) onShown(shown.text);
        return shown !== null;
      }}
    />
  );
}

interface ShownProps {
  text: string;
  onType: () => void;
  onHide: () => void;
}

function Shown({ text, onType, onHide }: ShownProps) {
  useEffect(() => {
    const timer = setTimeout(onHide, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, []);
  const box = useFocusOnMount<HTMLPreElement>();
  return (
    <>
      <pre class="kept-answer-text" tabIndex={-1} ref={box}>
        <code>{text}</code>
      </pre>
      <div class="actions">
        <Button kind="primary" onClick={onType}>
          Type the key from it
        </Button>
        <CopyButton text={text} name="Copy answer" words secret />
        <Button onClick={onHide}>Hide</Button>
      </div>
    </>
  );
}

interface RemoveProps {
  credentialId: string;
  answerId: string;
  onKeep: () => void;
}

function Remove({ credentialId, answerId, onKeep }: RemoveProps) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('renewal.forget-answer');
  const title = useFocusOnMount<HTMLParagraphElement>();
  async function remove() {
    if ((await ask({ credentialId, answerId })) !== null) await program.refresh();
  }
  return (
    <div class="question">
      <p class="question-title" tabIndex={-1} ref={title}>
        Remove this answer?
      </p>
      <p class="quiet">A key that is only in it is lost then. This can’t be undone.</p>
      <div class="actions">
        <Button kind="danger" busy={busy} onClick={() => void remove()}>
          Remove for good
        </Button>
        <Button onClick={onKeep}>Keep</Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}

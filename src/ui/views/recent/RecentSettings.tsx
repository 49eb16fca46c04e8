import { useRef, useState } from 'preact/hooks';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { recall } from '../../recent-meetings.ts';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';

/** Whether look-ups are kept. Turned off, those that are kept are forgotten: that is asked first. */
export function RecentSettings() {
  const { program } = useProgram();
  const { answer, failure: unknown } = useAnswer('recent.list', {});
  const { busy, failure, ask } = useAsk('recent.set-on');
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  function close() {
    setAsking(false);
    place.current?.querySelector('input')?.focus();
  }
  async function choose(on: boolean) {
    if ((await ask({ on })) === null) return;
    if (!on) {
      recall(program, []);
      program.say('Recent look-ups are forgotten');
    }
    await program.refresh();
    close();
  }
  const problem = failure ?? unknown;
  return (
    <div class="stack" ref={place}>
      <CheckField
        label="Keep recent look-ups"
        checked={answer?.on ?? false}
        disabled={answer === null}
        onChange={(on) => (on ? void choose(true) : setAsking(true))}
        help="The last meetings and emails, to look them up again, and which sites people had. Sealed in the vault, like your keys."
      />
      {asking && <ForgetQuestion busy={busy} onForget={() => void choose(false)} onKeep={close} />}
      {problem && <FailureNote failure={problem} />}
    </div>
  );
}

interface ForgetQuestionProps {
  busy: boolean;
  onForget: () => void;
  onKeep: () => void;
}

function ForgetQuestion({ busy, onForget, onKeep }: ForgetQuestionProps) {
  const title = useFocusOnMount<HTMLParagraphElement>();
  return (
    <div class="question">
      <p class="question-title" tabIndex={-1} ref={title}>
        Forget what was looked up?
      </p>
      <p class="quiet">
        Every recent look-up goes, and what is known of people’s sites. Favourite sites stay. This
        can’t be undone.
      </p>
      <div class="actions">
        <Button kind="danger" busy={busy} onClick={onForget}>
          Forget and keep none
        </Button>
        <Button onClick={onKeep}>Cancel</Button>
      </div>
    </div>
  );
}

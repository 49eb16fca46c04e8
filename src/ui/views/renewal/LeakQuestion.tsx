import type { CredentialSummary } from '../../../domain/credential.ts';
import { Button } from '../../components/Button.tsx';
import { useFocusOnMount } from '../../use-focus.ts';

interface LeakQuestionProps {
  credential: CredentialSummary;
  onLeaked: () => void;
  onCancel: () => void;
}

/** Says what happens to a key that leaked, and asks. */
export function LeakQuestion({ credential, onLeaked, onCancel }: LeakQuestionProps) {
  const title = useFocusOnMount<HTMLParagraphElement>();
  return (
    <div class="question">
      <p class="question-title" tabIndex={-1} ref={title}>
        Did “{credential.label}” leak?
      </p>
      <p>
        First Latchkey gets a new key, keeps it, tests it and puts it into use. Only then it has the
        server turn the old one off at once, and looks whether that was done.
      </p>
      <p class="quiet">
        Whatever else uses the old key stops working: scripts, and colleagues who have it. It is
        kept, and never put back into use.
      </p>
      <div class="actions">
        <Button kind="danger" onClick={onLeaked}>
          Replace it and turn it off
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}

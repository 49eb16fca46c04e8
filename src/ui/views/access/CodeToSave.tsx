import type { Failure } from '../../../domain/failure.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';

export type Code = OutputOf<'recovery.begin'>;

interface CodeToSaveProps {
  /** `null` until the worker has made it; its place is kept. */
  code: Code | null;
  busy: boolean;
  failure: Failure | null;
  onSaved: () => void;
  onRetry?: () => void;
  /** What becomes of a code that nobody saves. */
  footnote: string;
}

/** A recovery code, and the button of whoever has saved it. */
export function CodeToSave({ code, busy, failure, footnote, ...props }: CodeToSaveProps) {
  return (
    <>
      <p>
        The only way in if you ever forget the passphrase. Keep it apart from this computer: in a
        password manager, or on paper in a safe place.
      </p>
      {code === null ? (
        <div class="recovery-code" aria-hidden="true">
          {'\u00a0'}
        </div>
      ) : (
        <code class="recovery-code">{code.code}</code>
      )}
      {failure && <FailureNote failure={failure} onRetry={props.onRetry} />}
      <div class="actions">
        <Button kind="primary" busy={busy} disabled={code === null} onClick={props.onSaved}>
          I have saved it
        </Button>
        {code && <CopyButton words secret name="Copy code" text={code.code} />}
      </div>
      <p class="quiet">{footnote}</p>
    </>
  );
}

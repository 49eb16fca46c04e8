import { useState } from 'preact/hooks';
import { isFailure } from '../../../domain/failure.ts';
import type { Standing } from '../../../domain/hand-over.ts';
import { MINUTE } from '../../../domain/time.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { momentWords, spanWords } from '../../date-words.ts';
import { lazily } from '../../lazily.tsx';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { useNow } from '../../use-now.ts';
import { Fingerprint } from './Fingerprint.tsx';
import { PasteField } from './PasteField.tsx';

const QrCode = lazily(() => import('./QrCode.tsx').then((each) => each.QrCode));

type Open = Extract<Standing, { phase: 'open' }>;

interface OpenRequestProps {
  request: Open;
  /** Whether an act led here, not the opening of the page: the focus then comes along. */
  acted: boolean;
  onChange: (standing: Standing) => void;
  /** What is shown may be out of date. */
  onStale: () => void;
}

/** A request that waits for its key: what to send, and where what comes back goes. */
export function OpenRequest({ request, acted, onChange, onStale }: OpenRequestProps) {
  const title = useFocusOnMount<HTMLHeadingElement>(acted);
  const nowMs = useNow(MINUTE);
  return (
    <>
      <section class="card" aria-labelledby="request-title">
        <h3 class="section-title" id="request-title" tabIndex={-1} ref={title}>
          1. Send this request
        </h3>
        <code class="sealed-text">{request.text}</code>
        <div class="actions">
          <CopyButton words name="Copy request" text={request.text} />
          <Withdraw requestId={request.requestId} onChange={onChange} />
        </div>
        <div class="request-codes">
          <QrCode text={request.text} name="The request as a QR code" />
          <Fingerprint
            digits={request.fingerprint}
            help="Your colleague sees one, too. Compare them aloud, over the phone or face to face: they must be the same."
          />
        </div>
        <p class="quiet">
          Ends {momentWords(request.endsAtMs)}, in {spanWords(request.endsAtMs - nowMs)}.
        </p>
      </section>
      <OpenForm onOpened={onChange} onStale={onStale} />
    </>
  );
}

interface WithdrawProps {
  requestId: string;
  onChange: (standing: Standing) => void;
}

function Withdraw({ requestId, onChange }: WithdrawProps) {
  const { busy, failure, ask } = useAsk('hand-over.withdraw');
  async function withdraw() {
    const after = await ask({ requestId });
    if (after !== null) onChange(after);
  }
  return (
    <>
      <Button kind="danger" busy={busy} onClick={() => void withdraw()}>
        Withdraw
      </Button>
      {failure && <FailureNote failure={failure} onRetry={() => void withdraw()} />}
    </>
  );
}

function OpenForm(props: { onOpened: (standing: Standing) => void; onStale: () => void }) {
  const { busy, failure, ask } = useAsk('hand-over.open');
  const [text, setText] = useState('');
  async function open() {
    const opened = await ask({ text });
    if (opened !== null) props.onOpened(opened);
  }
  return (
    <section class="card" aria-labelledby="open-title">
      <h3 class="section-title" id="open-title">
        2. Paste what comes back
      </h3>
      <PasteField
        label="Text from your colleague"
        value={text}
        onInput={setText}
        placeholder="latchkey-key:…"
        help="You see what it is before you decide."
      />
      <div class="actions">
        <Button kind="primary" busy={busy} onClick={() => void open()}>
          Open
        </Button>
      </div>
      {failure && (
        <FailureNote
          failure={failure}
          onRetry={isFailure(failure, 'hand-over-second') ? props.onStale : () => void open()}
        />
      )}
    </section>
  );
}

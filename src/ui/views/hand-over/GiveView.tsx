import { useState } from 'preact/hooks';
import { type CredentialSummary, mayLeave } from '../../../domain/credential.ts';
import type { OutputOf } from '../../../rpc/contract.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { momentWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { GiveForm } from './GiveForm.tsx';
import { PasteField } from './PasteField.tsx';

type Given = OutputOf<'hand-over.give'>;

/** Where a key goes out to a colleague: which key, to whose request, with what leave. */
export function GiveView() {
  const { state } = useProgram();
  const [given, setGiven] = useState<Given | null>(null);
  if (state === null) return null;
  const keys = state.credentials.filter(mayLeave);
  return (
    <Page page="hand-over">
      {given !== null && <GivenKey given={given} onAgain={() => setGiven(null)} />}
      {given === null && keys.length === 0 && (
        <Notice tone="info" title="There is no key to hand over">
          Add one under Keys first. A key that you were given for look-ups only cannot be handed on.
        </Notice>
      )}
      {given === null && keys.length > 0 && <GiveSteps keys={keys} onGiven={setGiven} />}
    </Page>
  );
}

interface GiveStepsProps {
  keys: readonly CredentialSummary[];
  onGiven: (given: Given) => void;
}

/** First the request is read; what it says is compared before a key is sealed for it. */
function GiveSteps({ keys, onGiven }: GiveStepsProps) {
  const { about } = useProgram();
  const { busy, failure, ask } = useAsk('hand-over.read-request');
  const [chosen, setChosen] = useState(about);
  const [request, setRequest] = useState('');
  const [read, setRead] = useState<OutputOf<'hand-over.read-request'> | null>(null);
  const key = keys.find(({ id }) => id === chosen) ?? keys[0];
  if (key === undefined) return null;
  async function goOn() {
    setRead(await ask({ text: request }));
  }
  return (
    <>
      <div class="card">
        <p class="quiet">
          Your colleague opens “Receive a key” in Latchkey, makes a request and sends it to you.
        </p>
        <SelectField
          label="Key"
          value={key.id}
          options={keys.map(({ id, label }) => ({ value: id, label }))}
          onChange={setChosen}
        />
        <PasteField
          label="Request from your colleague"
          value={request}
          onInput={(text) => {
            setRequest(text);
            setRead(null);
          }}
          placeholder="latchkey-request:…"
        />
        {read === null && (
          <div class="actions">
            <Button kind="primary" busy={busy} onClick={() => void goOn()}>
              Continue
            </Button>
          </div>
        )}
        {failure && <FailureNote failure={failure} onRetry={() => void goOn()} />}
      </div>
      {read !== null && (
        <GiveForm credential={key} request={request} read={read} onGiven={onGiven} />
      )}
    </>
  );
}

function GivenKey({ given, onAgain }: { given: Given; onAgain: () => void }) {
  const title = useFocusOnMount<HTMLHeadingElement>();
  return (
    <section class="card" aria-labelledby="given-title">
      <h3 class="section-title" id="given-title" tabIndex={-1} ref={title}>
        “{given.label}” is sealed
      </h3>
      <p>
        Send this text to your colleague. Only the Latchkey that made the request can open it, once,
        until {momentWords(given.endsAtMs)}.
      </p>
      <code class="sealed-text">{given.text}</code>
      <div class="actions">
        <CopyButton words name="Copy text" text={given.text} />
        <Button onClick={onAgain}>Hand over another</Button>
      </div>
    </section>
  );
}

import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { DeliveryVerdict } from '../../../domain/webhook-reading.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { KeyChoice, useKeysFor } from '../../components/KeyChoice.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { readHeaders } from './pasted-headers.ts';
import { Verdict } from './Verdict.tsx';
import './webhooks.css';

/** Is a delivery that somebody pastes from the system that a key is for? */
export function WebhooksView() {
  const { program } = useProgram();
  const keys = useKeysFor('webhooks');
  const [first] = keys;
  if (first !== undefined) return <Check keys={keys} first={first} />;
  return (
    <div class="empty">
      <p class="empty-title">No key checks webhooks yet</p>
      <p class="quiet">
        Paste a webhook’s headers and body here, and Latchkey says whether it is genuine. That needs
        a key of the system that sends it.
      </p>
      <div class="actions">
        <Button onClick={() => program.openTab('keys')}>Open Keys</Button>
      </div>
    </div>
  );
}

/** A verdict, and the body that it is about. */
interface Checked {
  verdict: DeliveryVerdict;
  body: string;
}

function Check({ keys, first }: { keys: readonly CredentialSummary[]; first: CredentialSummary }) {
  const { program } = useProgram();
  const { busy, failure, ask, show } = useAsk('webhooks.verify');
  const [keyId, setKeyId] = useState(first.id);
  const [headers, setHeaders] = useState('');
  const [body, setBody] = useState('');
  const [checked, setChecked] = useState<Checked | null>(null);
  const key = keys.find(({ id }) => id === keyId) ?? first;
  const read = readHeaders(headers);
  const whole = body === '' ? (read.body ?? '') : body;
  /** Takes what is typed; a verdict on something else must not stand beside it. */
  function taking<T>(set: (value: T) => void) {
    return (value: T) => {
      set(value);
      setChecked(null);
      show(null);
    };
  }
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const verdict = await ask({ credentialId: key.id, headers: read.headers, body: whole });
    if (verdict === null) return;
    setChecked({ verdict, body: whole });
    program.say(verdict.verdict.problem === null ? 'Valid' : 'Not valid');
  }
  return (
    <>
      <form class="webhook-form" noValidate onSubmit={(event) => void onSubmit(event)}>
        <h2 class="section-title">Check a delivery</h2>
        <p class="quiet">
          Paste what a server got: its signature shows whether it came from the key’s system.
        </p>
        <KeyChoice keys={keys} chosen={key} onChoose={taking(setKeyId)} />
        <TextArea
          label="Headers"
          rows={5}
          value={headers}
          onInput={taking(setHeaders)}
          help={countWords(headers, Object.keys(read.headers).length)}
        />
        <TextArea
          label="Body"
          rows={8}
          value={body}
          onInput={taking(setBody)}
          help={
            body === '' && read.body !== null
              ? 'The body is taken from below the headers.'
              : 'Raw, as it came: one changed byte, and its signature does not fit.'
          }
        />
        <div class="actions">
          <Button type="submit" kind="primary" busy={busy}>
            Verify
          </Button>
        </div>
      </form>
      {failure && <FailureNote failure={failure} />}
      {checked && <Verdict {...checked} />}
    </>
  );
}

function countWords(typed: string, count: number): string {
  if (typed.trim() === '') {
    return 'In any form: lines of “Name: value”, JSON, cURL’s -H options, or a whole HTTP message.';
  }
  return count === 1 ? '1 header is understood.' : `${count} headers are understood.`;
}

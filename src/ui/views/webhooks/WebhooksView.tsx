import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
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

/** What was pasted, and what became of it. */
function useCheck(first: CredentialSummary) {
  const { program } = useProgram();
  const { busy, failure, ask, show } = useAsk('webhooks.verify');
  const [pasted, setPasted] = useState({ keyId: first.id, headers: '', body: '' });
  const [checked, setChecked] = useState<Checked | null>(null);
  const asked = useRef(0);
  const read = readHeaders(pasted.headers);
  const body = pasted.body === '' ? (read.body ?? '') : pasted.body;
  /** Takes what is typed; a verdict on something else must not stand beside it. */
  function take(part: Partial<typeof pasted>) {
    asked.current += 1;
    setPasted((before) => ({ ...before, ...part }));
    setChecked(null);
    show(null);
  }
  async function verify(credentialId: string) {
    if (busy) return;
    const own = asked.current;
    const verdict = await ask({ credentialId, headers: read.headers, body });
    if (verdict === null || own !== asked.current) return;
    setChecked({ verdict, body });
    program.say(verdict.verdict.problem === null ? 'Valid' : 'Not valid');
  }
  return { pasted, read, checked, busy, failure, take, verify };
}

function Check({ keys, first }: { keys: readonly CredentialSummary[]; first: CredentialSummary }) {
  const { pasted, read, checked, busy, failure, take, verify } = useCheck(first);
  const key = keys.find(({ id }) => id === pasted.keyId) ?? first;
  function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void verify(key.id);
  }
  return (
    <>
      <form class="webhook-form" noValidate onSubmit={onSubmit}>
        <h2 class="section-title">Check a delivery</h2>
        <p class="quiet">
          Paste what a server got: its signature shows whether it came from the key’s system.
        </p>
        <KeyChoice keys={keys} chosen={key} onChoose={(keyId) => take({ keyId })} />
        <TextArea
          label="Headers"
          rows={5}
          value={pasted.headers}
          onInput={(headers) => take({ headers })}
          help={countWords(pasted.headers, Object.keys(read.headers).length)}
        />
        <TextArea
          label="Body"
          rows={8}
          value={pasted.body}
          onInput={(body) => take({ body })}
          help={bodyHelp(pasted.body, read.body)}
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

function bodyHelp(typed: string, below: string | null): string {
  return typed === '' && below !== null
    ? 'The body is taken from what is pasted as headers.'
    : 'Raw, as it came: one changed byte, and its signature does not fit.';
}

function countWords(typed: string, count: number): string {
  if (typed.trim() === '') {
    return 'In any form: lines of “Name: value”, JSON, cURL’s -H options, or a whole HTTP message.';
  }
  if (count === 0) return 'No header is found in this.';
  return count === 1 ? '1 header is understood.' : `${count} headers are understood.`;
}

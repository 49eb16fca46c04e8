import { useEffect, useRef, useState } from 'preact/hooks';
import type { SentRequest } from '../../../domain/request-report.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { recentWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useOperations } from '../../use-operations.ts';
import { statusTone, statusWords, timeWords } from './request-words.ts';
import type { RequestDraft } from './use-request-draft.ts';
import type { Outcome } from './use-request-run.ts';

interface RequestHistoryProps {
  draft: RequestDraft;
  /** The last one that was sent: after it the list is another one. */
  outcome: Outcome | null;
}

/** What was sent before, to be sent again. */
export function RequestHistory({ draft, outcome }: RequestHistoryProps) {
  const { ask, failure } = useAsk('requests.history');
  const [sent, setSent] = useState<readonly SentRequest[]>([]);
  const [open, setOpen] = useState(false);
  const { state } = useProgram();
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    void ask({}).then((found) => found && setSent(found.sent));
  }, [outcome, state]);
  const forget = useAsk('requests.forget');
  const { program } = useProgram();
  async function forgetAll() {
    if ((await forget.ask({})) === null) return;
    setSent([]);
    summary.current?.focus();
    program.say('Forgotten');
  }
  if (sent.length === 0 && !open) return failure && <FailureNote failure={failure} />;
  return (
    <details
      class="card request-history"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary class="section-title" ref={summary}>
        Sent before ({sent.length})
      </summary>
      {open && <SentList sent={sent} draft={draft} />}
      {forget.failure && <FailureNote failure={forget.failure} />}
      {open && sent.length > 0 && (
        <div class="actions">
          <Button kind="danger" busy={forget.busy} onClick={() => void forgetAll()}>
            Forget all of them
          </Button>
        </div>
      )}
    </details>
  );
}

function SentList({ sent, draft }: { sent: readonly SentRequest[]; draft: RequestDraft }) {
  if (sent.length === 0) return <p class="quiet">Nothing is remembered.</p>;
  return (
    <>
      <p class="quiet">
        The last {sent.length === 1 ? 'one' : sent.length}, without answers and without secrets,
        encrypted in this browser.
      </p>
      <ul class="sent-list">
        {sent.map((each) => (
          <Sent key={each.id} sent={each} draft={draft} />
        ))}
      </ul>
    </>
  );
}

function Sent({ sent, draft }: { sent: SentRequest; draft: RequestDraft }) {
  const { program } = useProgram();
  const { atMs, credentialId, operation, values, status, tookMs } = sent;
  const key = draft.credentials.find(({ id }) => id === credentialId);
  const fetched = useOperations(key?.provider ?? '');
  const isSame = key?.provider === draft.credential?.provider;
  const own = (isSame ? draft.operations : fetched)?.find(({ id }) => id === operation);
  const written = `${values['method'] ?? 'GET'} ${values['path'] ?? ''}`;
  const name = own?.label ?? operation ?? written;
  return (
    <li class="sent">
      <div class="sent-words">
        <p class="sent-name">{name}</p>
        <p class="quiet">
          <span class="whole">{recentWords(atMs, Date.now())}</span> · {key?.label} ·{' '}
          <span class="whole">{timeWords(tookMs)}</span>
        </p>
      </div>
      <div class="sent-end">
        {status === null ? (
          <Badge tone="danger">No answer</Badge>
        ) : (
          <Badge tone={statusTone(status)}>{statusWords(status)}</Badge>
        )}
        <Button
          onClick={() => {
            draft.take(credentialId, operation, values);
            program.say('The form holds it again');
          }}
        >
          Use again<span class="unseen"> {name}</span>
        </Button>
      </div>
    </li>
  );
}

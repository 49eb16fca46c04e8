import type { TargetedSubmitEvent } from 'preact';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { KeyChoice } from '../../components/KeyChoice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { BulkText } from './BulkText.tsx';
import { estimateWords, kindWords } from './bulk-words.ts';
import { type OrderDraft, useBulkOrder, usePerMinute } from './use-bulk-order.ts';

interface BulkFormProps {
  onStarted: () => void;
  /** `null`: there is nothing to go back to. */
  onCancel: (() => void) | null;
}

/** Thousands of session keys or emails, pasted, dropped or out of a file. */
export function BulkForm({ onStarted, onCancel }: BulkFormProps) {
  const { busy, failure, ask } = useAsk('bulk.start');
  const draft = useBulkOrder();
  const { key, kind, wanted, sparing, stayOpen, input } = draft;
  const perMinute = usePerMinute(key?.id ?? null);
  const ready = key !== null && wanted.length > 0 && !input.tooMany;
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || !ready) return;
    const order = { kind, credentialId: key.id, keys: [...wanted], sparing, stayOpen };
    if ((await ask(order)) !== null) onStarted();
  }
  if (key === null && wanted.length === 0) return <NoKey />;
  return (
    <form class="card bulk-form" noValidate onSubmit={(event) => void onSubmit(event)}>
      <BulkText draft={draft} />
      <Choices draft={draft} />
      {ready && <p class="quiet">{estimateWords(wanted.length, perMinute)}</p>}
      {failure && <FailureNote failure={failure} />}
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy} disabled={!ready}>
          Start
        </Button>
        {onCancel && <Button onClick={onCancel}>Back to the results</Button>}
      </div>
    </form>
  );
}

function Choices({ draft }: { draft: OrderDraft }) {
  const { input, kind, keys, key } = draft;
  const { meetings, sites } = input.keys;
  return (
    <>
      <div class="bulk-choices">
        {meetings.length > 0 && sites.length > 0 && (
          <SelectField
            label="Look up"
            value={kind}
            options={[
              { value: 'meetings', label: `Meetings: ${kindWords('meetings', meetings.length)}` },
              { value: 'sites', label: `Sites: ${kindWords('sites', sites.length)}` },
            ]}
            onChange={(value) => draft.setKind(value === 'sites' ? 'sites' : 'meetings')}
          />
        )}
        {key && <KeyChoice keys={keys} chosen={key} onChoose={draft.setKeyId} />}
      </div>
      <CheckField
        label="Leave a little of the key’s limit for other look-ups"
        help="Takes a little longer, and nobody on the phone has to wait for it."
        checked={draft.sparing}
        onChange={draft.setSparing}
      />
      <CheckField
        label="Stay unlocked until it is done"
        help="An hour at most. Else a lock pauses it, and it goes on at the unlock."
        checked={draft.stayOpen}
        onChange={draft.setStayOpen}
      />
    </>
  );
}

function NoKey() {
  const { program } = useProgram();
  return (
    <div class="empty">
      <p class="empty-title">No key looks anything up yet</p>
      <p class="quiet">
        Paste thousands of session keys or emails here, and they are looked up as fast as the key’s
        limit allows. That needs a Webex Meetings key.
      </p>
      <div class="actions">
        <Button onClick={() => program.openTab('keys')}>Open Keys</Button>
      </div>
    </div>
  );
}

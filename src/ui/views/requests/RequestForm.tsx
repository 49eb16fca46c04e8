import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { OperationRequest } from '../../../domain/operation-request.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import { Button } from '../../components/Button.tsx';
import { KeyChoice } from '../../components/KeyChoice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ChangeDifference } from './ChangeDifference.tsx';
import { FreeFields } from './FreeFields.tsx';
import { OperationFields } from './OperationFields.tsx';
import { OperationPicker } from './OperationPicker.tsx';
import { RequestPreview } from './RequestPreview.tsx';
import { changesSomething, withoutTypedSecrets } from './request-draft.ts';
import type { RequestDraft } from './use-request-draft.ts';
import type { RequestRun } from './use-request-run.ts';

/** A draft as one of the stored keys. `card`: its system; `null` until that was fetched. */
export type KeyedDraft = RequestDraft & {
  credential: CredentialSummary;
  card: ProviderCard | null;
};

interface RequestFormProps {
  draft: KeyedDraft;
  run: RequestRun;
}

/** Key, operation, its fields, and what will go out. */
export function RequestForm({ draft, run }: RequestFormProps) {
  const { operation, operations, written } = draft;
  const form = useRef<HTMLFormElement>(null);
  const place = `${draft.credential.id}/${operation?.id}`;
  const content = `${place} ${JSON.stringify(draft.values)}`;
  /** Where it was wanted to be sent: there everything that is wrong is said. */
  const [triedAt, setTriedAt] = useState('');
  /** What was asked about; as soon as something else would be sent, that is over. */
  const [askedAbout, setAskedAbout] = useState('');

  function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { request } = written;
    if (run.busy || operations === null) return;
    if (request === null) return showProblems();
    if (changesSomething(operation, request)) setAskedAbout(content);
    else void sendIt(request);
  }
  function showProblems() {
    setTriedAt(place);
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
  }
  /** The question gives its place to this button, and the focus. */
  function answerQuestion() {
    setAskedAbout('');
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[type=submit]')?.focus());
  }
  async function sendIt(request: OperationRequest) {
    const { credential, values } = draft;
    await run.send({ credentialId: credential.id, operation, values, request, pages: [] });
  }
  return (
    <form class="card request-form" noValidate ref={form} onSubmit={onSubmit}>
      <Choices draft={draft} />
      {operations !== null && <Fields draft={draft} tried={triedAt === place} />}
      {askedAbout === content && written.request !== null ? (
        <ChangeQuestion
          request={written.request}
          draft={draft}
          onSend={(request) => {
            answerQuestion();
            void sendIt(request);
          }}
          onCancel={answerQuestion}
        />
      ) : (
        <SendButtons run={run} />
      )}
      <RequestPreview draft={draft} />
    </form>
  );
}

function Choices({ draft }: { draft: KeyedDraft }) {
  const { credentials, credential, chooseKey } = draft;
  return (
    <div class="request-choices">
      <KeyChoice keys={credentials} chosen={credential} onChoose={chooseKey} />
      <OperationPicker draft={draft} />
    </div>
  );
}

function Fields({ draft, tried }: { draft: KeyedDraft; tried: boolean }) {
  const { operation } = draft;
  if (operation === null) return <FreeFields draft={draft} tried={tried} />;
  return (
    <>
      <p class="quiet request-about">{operation.about}</p>
      {operation.limit && <Notice tone="info">{operation.limit}</Notice>}
      <OperationFields key={operation.id} operation={operation} draft={draft} tried={tried} />
    </>
  );
}

function SendButtons({ run }: { run: RequestRun }) {
  return (
    <div class="actions">
      <Button type="submit" kind="primary" busy={run.busy}>
        Send
      </Button>
      {run.busy && <Button onClick={run.stop}>Stop</Button>}
    </div>
  );
}

interface ChangeQuestionProps {
  request: OperationRequest;
  draft: KeyedDraft;
  onSend: (request: OperationRequest) => void;
  onCancel: () => void;
}

/** What is asked before something may be changed. The answer that changes nothing has the focus. */
function ChangeQuestion({ request, draft, onSend, onCancel }: ChangeQuestionProps) {
  const { credential, operation, operations, values } = draft;
  const { hide } = withoutTypedSecrets(operation, values, request);
  const before = operations?.find(({ id }) => id === operation?.before);
  const actions = useRef<HTMLDivElement>(null);
  useEffect(
    () => actions.current?.querySelectorAll<HTMLElement>('.actions > button')[1]?.focus(),
    [],
  );
  return (
    <div ref={actions}>
      <Notice
        tone="warn"
        role="status"
        title={`This may change something at ${credential.providerLabel}`}
        actions={
          <>
            <Button kind="primary" onClick={() => onSend(request)}>
              Send now
            </Button>
            <Button onClick={onCancel}>Cancel</Button>
          </>
        }
      >
        <span class="request-line">
          {request.method} {hide(request.path)}
        </span>
        {before && <ChangeDifference draft={draft} before={before} request={request} />}
      </Notice>
    </div>
  );
}

import { Button } from '../../components/Button.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useSystems } from '../../use-systems.ts';
import { AnswerRegion } from './AnswerRegion.tsx';
import { RequestForm } from './RequestForm.tsx';
import { RequestHistory } from './RequestHistory.tsx';
import './requests.css';
import { useRequestDraft } from './use-request-draft.ts';
import { useRequestRun } from './use-request-run.ts';

/** A request is written on one side; what came back stands on the other, or below it. */
export function RequestsDesk({ about }: { about: string | null }) {
  const draft = useRequestDraft(about);
  const run = useRequestRun();
  const { cards } = useSystems();
  const { credential } = draft;
  if (credential === null) return <NoKey />;
  const card = cards?.find(({ id }) => id === credential.provider) ?? null;
  return (
    <div class="requests">
      <RequestForm draft={{ ...draft, credential, card }} run={run} />
      <AnswerRegion run={run} />
      <RequestHistory draft={draft} outcome={run.outcome} />
    </div>
  );
}

function NoKey() {
  const { program } = useProgram();
  return (
    <div class="empty">
      <p class="empty-title">No key to send anything with</p>
      <p class="quiet">
        Add a key of a system first. Then its calls stand here, each with its own form.
      </p>
      <Button onClick={() => program.openTab('keys')}>Open Keys</Button>
    </div>
  );
}

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import type { OperationValues } from '../../../domain/operation-request.ts';
import { requestOf } from '../../../domain/operation-request.ts';
import type { Proof } from '../../../domain/proof.ts';
import type { RequestReport } from '../../../domain/request-report.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ProofForm } from '../../components/ProofForm.tsx';
import { clockWords } from '../../date-words.ts';
import { asFailure } from '../../program.ts';
import { AnswerBody } from './AnswerBody.tsx';
import { changesSomething, withoutTypedSecrets } from './request-draft.ts';
import { bytesWords, isTelling, statusTone, statusWords, timeWords } from './request-words.ts';
import { type Outcome, pageAfter, type RequestRun, type Run } from './use-request-run.ts';

/** What came back. It takes the focus, and is there before anything was sent, empty. */
export function AnswerRegion({ run }: { run: RequestRun }) {
  const { outcome, busy } = run;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (outcome !== null) title.current?.focus();
  }, [outcome]);
  return (
    <section class="card answer" aria-labelledby="answer-title" aria-busy={busy || undefined}>
      <h3 class="section-title" id="answer-title" tabIndex={-1} ref={title}>
        Answer
      </h3>
      {outcome === null ? (
        <p class="quiet">{busy ? 'Waiting for the answer.' : 'Nothing was sent yet.'}</p>
      ) : (
        <Told key={outcome.report?.receivedAtMs} outcome={outcome} run={run} />
      )}
    </section>
  );
}

function Told({ outcome, run }: { outcome: Outcome; run: RequestRun }) {
  const { report, failure } = outcome;
  const again = () => void run.send(outcome.run);
  const mayRepeat = !changesSomething(outcome.run.operation, outcome.run.request);
  return (
    <>
      {report && <Summary report={report} run={outcome.run} />}
      {failure && <FailureNote failure={failure} onRetry={mayRepeat ? again : undefined} />}
      {report && <Headers report={report} />}
      {report && report.hidden > 0 && (
        <HiddenValues count={report.hidden} run={run} outcome={outcome} mayRepeat={mayRepeat} />
      )}
      {report && <AnswerBody report={report} secret={outcome.isOpen} />}
      {report && <NextPage outcome={outcome} run={run} />}
    </>
  );
}

function Summary({ report, run }: { report: RequestReport; run: Run }) {
  const { hide } = withoutTypedSecrets(run.operation, run.values, run.request);
  const { sent, status, tookMs, bytes, isCut, receivedAtMs } = report;
  return (
    <div class="answer-summary">
      <p class="answer-status">
        <Badge tone={statusTone(status)} dot>
          {statusWords(status)}
        </Badge>
        <span>{timeWords(tookMs)}</span>
        <span>{isCut ? `the first ${bytesWords(bytes)}` : bytesWords(bytes)}</span>
        <span class="quiet">at {clockWords(receivedAtMs)}</span>
      </p>
      <p class="request-line quiet">
        {sent.method} {hide(sent.url)}
      </p>
    </div>
  );
}

/** Limits and traces stand open; the others are a click away. */
function Headers({ report }: { report: RequestReport }) {
  const { headers } = report;
  const telling = headers.filter(({ name }) => isTelling(name));
  const others = headers.filter(({ name }) => !isTelling(name));
  return (
    <div class="answer-headers">
      {telling.length > 0 && <HeaderList headers={telling} />}
      {others.length > 0 && (
        <details class="answer-more">
          <summary>
            {telling.length > 0 ? 'Other headers' : 'Headers'} ({others.length})
          </summary>
          <HeaderList headers={others} />
        </details>
      )}
    </div>
  );
}

function HeaderList({ headers }: Pick<RequestReport, 'headers'>) {
  return (
    <dl class="header-list">
      {headers.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface HiddenValuesProps {
  count: number;
  run: RequestRun;
  outcome: Outcome;
  /** Whether the request changes nothing, so that it can be sent once more. */
  mayRepeat: boolean;
}

/** Values whose names say that they are secret are shown to whoever proves who they are. */
function HiddenValues({ count, run, outcome, mayRepeat }: HiddenValuesProps) {
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const words = count === 1 ? '1 value is hidden' : `${count} values are hidden`;
  async function show(proof: Proof): Promise<boolean> {
    const found = await run.send(outcome.run, proof);
    setFailure(found);
    return found === null;
  }
  return (
    <Notice
      tone="info"
      title={words}
      actions={mayRepeat && !open && <Button onClick={() => setOpen(true)}>Show them</Button>}
    >
      Their names say that they are passwords, tokens or keys.
      {mayRepeat && ' To show them, it is asked once more.'}
      {open && (
        <ProofForm
          action="Ask again and show"
          busy={run.busy}
          failure={failure}
          onProof={show}
          onCancel={() => setOpen(false)}
        />
      )}
    </Notice>
  );
}

/** The page after this one, where the operation has pages. */
function NextPage({ outcome, run }: { outcome: Outcome; run: RequestRun }) {
  const { operation, values, pages } = outcome.run;
  const found = useMemo(() => nextOf(outcome), [outcome]);
  if (operation?.paging === undefined || outcome.report?.text === null) return null;
  if (found.failure) return <FailureNote failure={found.failure} />;
  const { next } = found;
  const page = pages.length + 1;
  if (next === null) return <p class="quiet">Page {page}, the last one.</p>;
  const token = values[operation.paging.field];
  const goOn = () =>
    void run.send({
      ...outcome.run,
      values: next,
      request: requestOf(operation, next),
      pages: [...pages, token ?? ''],
    });
  return (
    <div class="actions">
      <span class="quiet">Page {page}</span>
      <Button busy={run.busy} onClick={goOn}>
        Next page
      </Button>
    </div>
  );
}

function nextOf(outcome: Outcome): { next: OperationValues | null; failure: Failure | null } {
  try {
    return { next: pageAfter(outcome), failure: null };
  } catch (error) {
    return { next: null, failure: asFailure(error) };
  }
}

import type { BulkItem, BulkReport } from '../../../domain/bulk.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import { grouped } from '../../../domain/grouped.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { sentenceFor } from '../../sentences.ts';
import { useAsk } from '../../use-ask.ts';
import { progressWords, STATE_WORDS, settledOf } from './bulk-words.ts';

interface BulkProgressProps {
  report: BulkReport;
  items: readonly BulkItem[];
  onNew: () => void;
  onChange: () => void;
}

/** How far it is, and what can be done with it. */
export function BulkProgress({ report, items, onNew, onChange }: BulkProgressProps) {
  const { job } = report;
  const pause = useAsk('bulk.pause');
  const resume = useAsk('bulk.resume');
  const stop = useAsk('bulk.stop');
  const clear = useAsk('bulk.clear');
  const failure = pause.failure ?? resume.failure ?? stop.failure ?? clear.failure;
  const act = (asking: { ask(input: object): Promise<unknown> }) => () =>
    void asking.ask({}).then(onChange);
  return (
    <div class="card bulk-progress">
      <p class="bulk-state">
        {/* Said when it changes; the numbers change all the time. */}
        <strong role="status">{STATE_WORDS[job.state]}</strong> {progressWords(report)}
      </p>
      <progress class="bulk-bar" aria-label="Looked up" max={job.total} value={settledOf(report)} />
      {job.why && <FailureNote failure={fromWire(job.why)} onRetry={act(resume)} />}
      {failure && <FailureNote failure={failure} />}
      <div class="actions">
        {job.state === 'running' && <Button onClick={act(pause)}>Pause</Button>}
        {job.state === 'paused' && (
          <Button kind="primary" busy={resume.busy} onClick={act(resume)}>
            Go on
          </Button>
        )}
        {(job.state === 'running' || job.state === 'paused') && (
          <Button onClick={act(stop)}>Stop</Button>
        )}
        {job.state !== 'running' && <Button onClick={onNew}>New bulk look-up</Button>}
        {job.state !== 'running' && <Button onClick={act(clear)}>Forget the results</Button>}
      </div>
      {job.state !== 'running' && <Failures items={items} onChange={onChange} />}
    </div>
  );
}

/** Those that failed, by what they failed of; each kind can be asked again. */
function Failures({ items, onChange }: Pick<BulkProgressProps, 'items' | 'onChange'>) {
  const { ask, busy, failure } = useAsk('bulk.retry');
  const failed = grouped(
    items.flatMap((item) => item.failure ?? []),
    ({ code }) => code,
  );
  if (failed.size === 0) return null;
  return (
    <ul class="bulk-failures" aria-label="Failures">
      {[...failed].map(([code, those]) => (
        <li key={code}>
          <span>{sentenceFor(fromWire(those[0])).title}</span>
          <Button busy={busy} onClick={() => void ask({ codes: [code] }).then(onChange)}>
            {`Ask again for ${those.length.toLocaleString('en')}`}
          </Button>
        </li>
      ))}
      {failure && <FailureNote failure={failure} />}
    </ul>
  );
}

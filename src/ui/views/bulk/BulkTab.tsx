import { useState } from 'preact/hooks';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useFocusWhenLost } from '../../use-focus.ts';
import { BulkForm } from './BulkForm.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import { BulkResults } from './BulkResults.tsx';
import './bulk.css';
import { useBulk } from './use-bulk.ts';

/** Looks up thousands: what was put in, how far it is, and what was found. */
export function BulkTab() {
  const { report, items, failure, look } = useBulk();
  const [again, setAgain] = useState(false);
  const showsForm = report === null || again;
  const title = useFocusWhenLost<HTMLHeadingElement>(showsForm ? 'form' : report?.job.state);
  return (
    <section class="bulk" aria-labelledby="bulk-title">
      <h2 class="section-title" id="bulk-title" tabIndex={-1} ref={title}>
        Bulk
      </h2>
      {failure && <FailureNote failure={failure} onRetry={look} />}
      {showsForm && (
        <BulkForm
          onStarted={() => {
            setAgain(false);
            look();
          }}
          onCancel={report ? () => setAgain(false) : null}
        />
      )}
      {report && !again && (
        <>
          <BulkProgress
            report={report}
            items={items}
            onNew={() => setAgain(true)}
            onChange={look}
          />
          <BulkResults kind={report.job.kind} items={items} />
        </>
      )}
    </section>
  );
}

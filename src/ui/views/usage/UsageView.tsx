import { useEffect, useState } from 'preact/hooks';
import { SECOND } from '../../../domain/time.ts';
import type { UsageReport } from '../../../domain/usage.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useNow } from '../../use-now.ts';
import { Blocked } from './Blocked.tsx';
import { DayChart } from './DayChart.tsx';
import { Limits } from './Limits.tsx';
import { ShareField } from './ShareField.tsx';
import './usage.css';
import { clockWords } from './usage-words.ts';

/** The window moves on by itself, and other views ask, too. */
const LOOK_EVERY = 5 * SECOND;

/** How one key is used: its limits, what is left of them, and the clock. */
export function UsageView() {
  const { about, state } = useProgram();
  const known = state?.credentials.some(({ id }) => id === about) ?? false;
  return (
    <Page page="usage">
      {about !== null && known ? (
        <UsageOfKey credentialId={about} />
      ) : (
        <Notice tone="info" title="No key is chosen">
          Open Keys and press “Usage” on one of them.
        </Notice>
      )}
    </Page>
  );
}

function UsageOfKey({ credentialId }: { credentialId: string }) {
  const { state } = useProgram();
  const { failure, ask } = useAsk('usage.report');
  const [report, setReport] = useState<UsageReport | null>(null);
  const nowMs = useNow(LOOK_EVERY);
  async function look() {
    const found = await ask({ credentialId });
    if (found !== null) setReport(found);
  }
  useEffect(() => {
    void look();
  }, [credentialId, state, nowMs]);
  if (report === null) {
    return failure && <FailureNote failure={failure} onRetry={() => void look()} />;
  }
  return (
    <>
      <p class="usage-of">
        “{report.label}” <span class="quiet">at {report.host}</span>
      </p>
      {failure && <FailureNote failure={failure} onRetry={() => void look()} />}
      <Blocked credentialId={credentialId} report={report} onAsked={() => void look()} />
      <ClockNotice report={report} />
      <Limits report={report} />
      <DayChart days={report.days} />
      <ShareField credentialId={credentialId} report={report} onSet={() => void look()} />
    </>
  );
}

function ClockNotice({ report }: { report: UsageReport }) {
  const words = clockWords(report);
  if (words === null) return null;
  return (
    <Notice tone="warn" role="status" title={words.title}>
      {words.text}
    </Notice>
  );
}

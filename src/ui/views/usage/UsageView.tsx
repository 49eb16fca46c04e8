import { useEffect, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { SECOND } from '../../../domain/time.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { hostNames } from '../../host-pattern.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useNow } from '../../use-now.ts';
import { Blocked } from './Blocked.tsx';
import { DayChart } from './DayChart.tsx';
import { Limits } from './Limits.tsx';
import { ShareField } from './ShareField.tsx';
import './usage.css';
import { figuresOf, type UsageFigures, type UsageReport } from './usage-figures.ts';
import { clockWords } from './usage-words.ts';

/** The window moves on by itself, and other views ask, too. */
const LOOK_EVERY = 5 * SECOND;

/** How one key is used: its limits, what is left of them, and the clock. */
export function UsageView() {
  const { about, state } = useProgram();
  const credential = state?.credentials.find(({ id }) => id === about);
  return (
    <Page page="usage">
      {credential ? (
        <UsageOfKey credential={credential} />
      ) : (
        <Notice tone="info" title="No key is chosen">
          Open Keys and press “Usage” on one of them.
        </Notice>
      )}
    </Page>
  );
}

function UsageOfKey({ credential }: { credential: CredentialSummary }) {
  const { id, label, origins } = credential;
  const host = hostNames(origins);
  const { state } = useProgram();
  const { failure, ask } = useAsk('usage.report');
  const [report, setReport] = useState<UsageReport | null>(null);
  const nowMs = useNow(LOOK_EVERY);
  async function look() {
    const found = await ask({ credentialId: id });
    if (found !== null) setReport(found);
  }
  useEffect(() => {
    void look();
  }, [id, state, nowMs]);
  return (
    <>
      <p class="usage-of">
        “{label}” <span class="quiet">at {host}</span>
      </p>
      {failure && <FailureNote failure={failure} onRetry={() => void look()} />}
      {report !== null && (
        <Figures
          credentialId={id}
          figures={figuresOf(report, host, Date.now())}
          onChanged={() => void look()}
        />
      )}
    </>
  );
}

interface FiguresProps {
  credentialId: string;
  figures: UsageFigures;
  onChanged: () => void;
}

function Figures({ credentialId, figures, onChanged }: FiguresProps) {
  return (
    <>
      <Blocked credentialId={credentialId} figures={figures} onAsked={onChanged} />
      <ClockNotice figures={figures} />
      <Limits figures={figures} />
      <DayChart days={figures.days} />
      <ShareField credentialId={credentialId} figures={figures} onSet={onChanged} />
    </>
  );
}

function ClockNotice({ figures }: { figures: UsageFigures }) {
  const words = clockWords(figures);
  if (words === null) return null;
  return (
    <Notice tone="warn" role="status" title={words.title}>
      {words.text}
    </Notice>
  );
}

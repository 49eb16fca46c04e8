import { useEffect, useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { type Renewal, useRenewal } from '../../use-renewal.ts';
import { KeptAnswers } from './KeptAnswers.tsx';
import { LeakQuestion } from './LeakQuestion.tsx';
import { RenewalButtons } from './RenewalButtons.tsx';
import { RenewalSteps } from './RenewalSteps.tsx';
import { outcomeWords, standingWords } from './renewal-words.ts';
import { TypeKey } from './TypeKey.tsx';
import './renewal.css';

interface RenewalRegionProps {
  credential: CredentialSummary;
  onClose: () => void;
}

/** What the lower part of the region shows: the ways on, a question, or a form. */
export type RenewalMode = 'ways' | 'leak' | 'type';

/** What a renewal does, how it stands, and the next step. */
export function RenewalRegion({ credential, onClose }: RenewalRegionProps) {
  const { program } = useProgram();
  const renewal = useRenewal(credential);
  const [mode, setMode] = useState<RenewalMode>('ways');
  const title = useRef<HTMLHeadingElement>(null);
  const { report, failure } = renewal;
  const over = report?.phase === 'promoted';
  // The pressed button goes with the success; the focus must not go with it.
  useEffect(() => title.current?.focus(), [over]);
  useEffect(() => {
    if (over && renewal.acted) program.say(outcomeWords(report));
  }, [over, renewal.acted]);
  function toWays() {
    setMode('ways');
    title.current?.focus();
  }
  return (
    <section class="renewal" aria-label="Renewal">
      <h4 class="section-title" tabIndex={-1} ref={title}>
        Renew “{credential.label}”
      </h4>
      <Course renewal={renewal} credential={credential} explained={mode === 'ways'} />
      {failure && (
        <FailureNote failure={failure} onRetry={renewal.loaded ? undefined : renewal.again} />
      )}
      {mode === 'leak' && (
        <LeakQuestion
          credential={credential}
          onLeaked={() => {
            toWays();
            renewal.start(true);
          }}
          onCancel={toWays}
        />
      )}
      {mode === 'type' && (
        <TypeKey credential={credential} renewal={renewal} onTyped={toWays} onCancel={toWays} />
      )}
      {mode === 'ways' && <RenewalButtons renewal={renewal} onMode={setMode} onClose={onClose} />}
      <KeptAnswers credential={credential} onType={() => setMode('type')} />
    </section>
  );
}

interface CourseProps {
  renewal: Renewal;
  credential: CredentialSummary;
  /** Whether it is said what a renewal does, where none was begun. */
  explained: boolean;
}

/** How it stands: what it would do, the steps of one under way, or the outcome. */
function Course({ renewal, credential, explained }: CourseProps) {
  const { report, busy, wanted } = renewal;
  const running = busy || report?.running === true;
  if (running && wanted !== 'dismiss') {
    return <RenewalSteps report={report?.running ? report : begunBy(wanted)} running />;
  }
  if (report === null) return explained ? <Explanation /> : null;
  const { tone, title, text } = standingWords(report, credential);
  return (
    <>
      {report.phase !== 'promoted' && <RenewalSteps report={report} running={false} />}
      <Notice tone={tone} role="status" title={title}>
        {text}
      </Notice>
    </>
  );
}

/** Where it is until the worker tells. */
function begunBy(wanted: Renewal['wanted']) {
  const phase = wanted === 'enter' ? 'parsed' : 'preflight';
  return { leaked: wanted === 'leaked', stage: 'replace', phase } as const;
}

function Explanation() {
  return (
    <p class="quiet">
      The server makes a new key. It is stored and tested before it takes over; the key in use now
      is kept as the previous one and goes on working until it expires.
    </p>
  );
}

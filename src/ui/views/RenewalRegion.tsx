import { useEffect, useRef } from 'preact/hooks';
import type { CredentialSummary } from '../../domain/credential.ts';
import type { RenewalPhase, RenewalReport } from '../../domain/renewal.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { Notice } from '../components/Notice.tsx';
import { clockWords, dateWords } from '../date-words.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { type Renewal, useRenewal } from '../use-renewal.ts';

interface RenewalRegionProps {
  credential: CredentialSummary;
  onClose: () => void;
}

/** What a renewal does, how it stands, and the next step. */
export function RenewalRegion({ credential, onClose }: RenewalRegionProps) {
  const { program } = useProgram();
  const renewal = useRenewal(credential.id);
  const title = useRef<HTMLHeadingElement>(null);
  const { report, failure, busy } = renewal;
  const phase = report?.phase ?? null;
  // The pressed button goes with the success; the focus must not go with it.
  useEffect(() => title.current?.focus(), [phase === 'promoted']);
  useEffect(() => {
    if (phase === 'promoted' && report && renewal.acted) program.say(outcomeWords(report));
  }, [phase, renewal.acted]);
  return (
    <section class="renewal" aria-label="Renewal">
      <h4 class="section-title" tabIndex={-1} ref={title}>
        Renew “{credential.label}”
      </h4>
      {phase !== 'promoted' && <Explanation />}
      {busy && <p role="status">Asking the server for a new key, keeping it, testing it…</p>}
      {!busy && report && <Standing report={report} credential={credential} />}
      {failure && (
        <FailureNote failure={failure} onRetry={renewal.loaded ? undefined : renewal.again} />
      )}
      <RenewalButtons renewal={renewal} phase={phase} onClose={onClose} />
    </section>
  );
}

function Explanation() {
  return (
    <p class="quiet">
      The server makes a new key. It is stored and tested before it takes over; the key in use now
      is kept as the previous one and goes on working until it expires.
    </p>
  );
}

function Standing({
  report,
  credential,
}: {
  report: RenewalReport;
  credential: CredentialSummary;
}) {
  const email = credential.fields['email'] ?? 'the address of this key';
  const begun = `on ${dateWords(report.startedAtMs)} at ${clockWords(report.startedAtMs)}`;
  switch (report.phase) {
    case 'promoted':
      return (
        <Notice tone="good" role="status" title={`Renewed ${begun}`}>
          {outcomeWords(report)}
        </Notice>
      );
    case 'unknown':
      return (
        <Notice tone="warn" role="status" title="It is not known whether this worked">
          The server did not answer {begun}: a second key may exist. Look for a mail to {email}.
          Your key works as before, and renewing again does no harm.
        </Notice>
      );
    case 'answered':
    case 'parsed':
      return (
        <Notice tone="info" role="status" title="Half done, and nothing is lost">
          The server’s answer from {begun.slice('on '.length)} is kept. What is left is to test the
          new key and to put it to use.
        </Notice>
      );
    case 'preflight':
    case 'intent':
      return (
        <Notice tone="info" role="status" title="Under way">
          It was begun {begun}, perhaps in another window. If it is over a minute ago, put it away
          and look for a mail to {email}.
        </Notice>
      );
  }
}

function outcomeWords({ newKeyHint, newExpiresAtMs }: RenewalReport): string {
  const name = newKeyHint === null ? 'The new key' : `The new key ${newKeyHint}`;
  const until = newExpiresAtMs === null ? '' : ` and expires on ${dateWords(newExpiresAtMs)}`;
  return `${name} is in use${until}. The old one is kept as the previous key.`;
}

type Step = 'renew' | 'resume' | 'dismiss';

/** What can be done next, by how the renewal stands. */
const STEPS: { [P in RenewalPhase]: readonly Step[] } = {
  preflight: ['dismiss'],
  intent: ['dismiss'],
  answered: ['resume', 'dismiss'],
  parsed: ['resume', 'dismiss'],
  promoted: [],
  unknown: ['renew', 'dismiss'],
};

interface RenewalButtonsProps {
  renewal: Renewal;
  phase: RenewalPhase | null;
  onClose: () => void;
}

function RenewalButtons({ renewal, phase, onClose }: RenewalButtonsProps) {
  const { busy, loaded, acted, start, resume, dismiss } = renewal;
  // A renewal that is over does not stand in the way of the next one, once its outcome was seen.
  const over = phase === null || (phase === 'promoted' && !acted);
  const steps = over ? ['renew'] : STEPS[phase];
  function close() {
    if (phase === 'promoted') dismiss();
    onClose();
  }
  return (
    <div class="actions">
      {loaded && steps.includes('renew') && (
        <Button kind="primary" busy={busy} onClick={start}>
          Renew now
        </Button>
      )}
      {steps.includes('resume') && (
        <Button kind="primary" busy={busy} onClick={resume}>
          Continue
        </Button>
      )}
      {steps.includes('dismiss') && <Button onClick={dismiss}>Put away</Button>}
      <Button onClick={close}>Close</Button>
    </div>
  );
}

import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../domain/failure.ts';
import type { RenewalReport } from '../domain/renewal.ts';
import { useProgram } from './ProgramProvider.tsx';
import { asFailure } from './program.ts';

/** A key's renewal as its region sees it. */
export interface Renewal {
  /** Whether the worker has said how it stands. */
  loaded: boolean;
  report: RenewalReport | null;
  failure: Failure | null;
  busy: boolean;
  /** Whether something was done here since the region was opened. */
  acted: boolean;
  /** Asks the worker once more how it stands. */
  again(): void;
  start(): void;
  resume(): void;
  dismiss(): void;
}

/** How the renewal of a key stands; follows the worker's news. */
export function useRenewal(credentialId: string): Renewal {
  const { program, renewalNews } = useProgram();
  const [report, setReport] = useState<RenewalReport | null>(null);
  const [loaded, setLoaded] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [acted, setActed] = useState(false);

  async function look() {
    try {
      setReport(await program.ask('renewal.report', { credentialId }));
      setLoaded(true);
    } catch (error) {
      setFailure(asFailure(error));
    }
  }

  async function act(call: 'renewal.start' | 'renewal.resume' | 'renewal.dismiss') {
    if (busy) return;
    setBusy(true);
    setActed(true);
    setFailure(null);
    try {
      await program.ask(call, { credentialId });
    } catch (error) {
      setFailure(asFailure(error));
    }
    // Also after a failure: the journal knows more than the failure does.
    await Promise.all([look(), program.refresh()]);
    setBusy(false);
  }

  useEffect(() => void look(), [credentialId, renewalNews]);

  return {
    loaded,
    report,
    failure,
    busy,
    acted,
    again: () => {
      setFailure(null);
      void look();
    },
    start: () => void act('renewal.start'),
    resume: () => void act('renewal.resume'),
    dismiss: () => void act('renewal.dismiss'),
  };
}

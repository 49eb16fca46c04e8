import { useEffect, useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../domain/credential.ts';
import type { Failure } from '../domain/failure.ts';
import type { RenewalReport } from '../domain/renewal.ts';
import type { InputOf } from '../rpc/contract.ts';
import { useProgram } from './ProgramProvider.tsx';
import { asFailure } from './program.ts';

/** What is typed of a new key. */
export type TypedKey = Omit<InputOf<'renewal.enter-key'>, 'credentialId'>;

type Act = 'start' | 'leaked' | 'resume' | 'enter' | 'dismiss';

/** A key's renewal as its region sees it. */
export interface Renewal {
  /** Whether the worker has said how it stands. */
  loaded: boolean;
  report: RenewalReport | null;
  failure: Failure | null;
  busy: boolean;
  /** What was asked for here last; `null`: nothing. */
  wanted: Act | null;
  /** Whether something was done here since the region was opened. */
  acted: boolean;
  /** Asks the worker once more how it stands. */
  again(): void;
  /** Renews; a key that leaked is turned off afterwards. */
  start(leaked: boolean): void;
  resume(): void;
  /** Resolves to whether the typed key is in use. */
  enter(typed: TypedKey): Promise<boolean>;
  dismiss(): void;
}

/** How the renewal of a key stands; follows the worker's news, whoever set it off. */
export function useRenewal({ id: credentialId, version }: CredentialSummary): Renewal {
  const { program, renewalNews } = useProgram();
  const [report, setReport] = useState<RenewalReport | null>(null);
  const [loaded, setLoaded] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [wanted, setWanted] = useState<Act | null>(null);
  const looks = useRef(0);

  async function look() {
    looks.current += 1;
    const own = looks.current;
    try {
      const next = await program.ask('renewal.report', { credentialId });
      // News come quickly: an older answer must not cover a newer one.
      if (own !== looks.current) return;
      setReport(next);
      setLoaded(true);
    } catch (error) {
      if (own === looks.current) setFailure(asFailure(error));
    }
  }

  async function act(name: Act, task: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setWanted(name);
    setFailure(null);
    const problem = await failureOf(task());
    setFailure(problem);
    // Also after a failure: the journal knows more than the failure does.
    await Promise.all([look(), program.refresh()]);
    setBusy(false);
    return problem === null;
  }

  useEffect(() => void look(), [credentialId, renewalNews]);

  const begin = (leaked: boolean) =>
    program.ask(leaked ? 'renewal.leaked' : 'renewal.start', { credentialId, version });
  return {
    loaded,
    report,
    failure: isToldBy(report, failure) ? null : failure,
    busy,
    wanted,
    acted: wanted !== null,
    again: () => {
      setFailure(null);
      void look();
    },
    start: (leaked) => void act(leaked ? 'leaked' : 'start', () => begin(leaked)),
    resume: () => void act('resume', () => program.ask('renewal.resume', { credentialId })),
    enter: (typed) =>
      act('enter', () => program.ask('renewal.enter-key', { credentialId, ...typed })),
    dismiss: () => void act('dismiss', () => program.ask('renewal.dismiss', { credentialId })),
  };
}

async function failureOf(task: Promise<unknown>): Promise<Failure | null> {
  try {
    await task;
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

/** Whether somebody else was quicker, and the report shows what became of it. */
function isToldBy(report: RenewalReport | null, failure: Failure | null): boolean {
  const quicker = failure?.code === 'renewal-running' || failure?.code === 'changed-meanwhile';
  return quicker && (report?.running === true || report?.phase === 'promoted');
}

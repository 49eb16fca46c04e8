import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import { fromWire } from '../../../domain/failure-facts.ts';
import type { Operation } from '../../../domain/operation.ts';
import { nextPage } from '../../../domain/operation-pages.ts';
import type { OperationRequest, OperationValues } from '../../../domain/operation-request.ts';
import type { Proof } from '../../../domain/proof.ts';
import type { RequestReport } from '../../../domain/request-report.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';
import { jsonValueIn } from './answer-body.ts';
import { memorable } from './request-draft.ts';

/** One request that is sent: what the form held at that moment. */
export interface Run {
  credentialId: string;
  operation: Operation | null;
  values: OperationValues;
  request: OperationRequest;
  /** The tokens of the pages that were asked for before this one. */
  pages: readonly string[];
}

/** What became of a run. */
export interface Outcome {
  run: Run;
  /** `null`: there is no answer. */
  report: RequestReport | null;
  /** What went wrong, by the answer or instead of one. */
  failure: Failure | null;
  /** Whether values stand in it whose names say that they are secret. */
  isOpen: boolean;
}

export interface RequestRun {
  busy: boolean;
  outcome: Outcome | null;
  /** Resolves to why it failed without an answer; `null`: there is one. */
  send(run: Run, proof?: Proof | null): Promise<Failure | null>;
  stop(): void;
}

/** Sends requests one after the other, and shows what became of the last. */
export function useRequestRun(): RequestRun {
  const { program } = useProgram();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const runId = useRef('');

  async function send(run: Run, proof: Proof | null = null): Promise<Failure | null> {
    runId.current = crypto.randomUUID();
    const { credentialId, operation, values, request } = run;
    const { api = null, method, path, headers, body } = request;
    setBusy(true);
    try {
      const remember = { operation: operation?.id ?? null, values: memorable(operation, values) };
      const report = await program.ask('requests.send', {
        ...{ credentialId, api, method, path, headers, body },
        ...{ runId: runId.current, remember, proof },
      });
      const told = report.failure && fromWire(report.failure);
      setOutcome({ run, report, failure: told, isOpen: proof !== null });
      return null;
    } catch (error) {
      const failure = asFailure(error);
      // What came before stays to be seen where only the passphrase was wrong.
      if (proof === null) setOutcome({ run, report: null, failure, isOpen: false });
      return failure;
    } finally {
      setBusy(false);
    }
  }

  function stop(): void {
    void program.ask('requests.stop', { runId: runId.current }).catch(() => undefined);
  }

  return { busy, outcome, send, stop };
}

/** The values that ask for the page after an answer; `null` at the end. @throws Failure `page-repeated` */
export function pageAfter({ run, report }: Outcome): OperationValues | null {
  const { operation, values, pages } = run;
  if (operation?.paging === undefined || !report?.text || report.isCut) return null;
  const body = jsonValueIn(report.text);
  if (body === undefined) return null;
  const headers = Object.fromEntries(report.headers.map(({ name, value }) => [name, value]));
  return nextPage(operation, values, { headers, body }, pages);
}

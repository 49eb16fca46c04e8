import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../domain/failure.ts';
import type { Call, InputOf, OutputOf } from '../rpc/contract.ts';
import { useProgram } from './ProgramProvider.tsx';
import { asFailure } from './program.ts';

/** One question to the worker as a component sees it. */
export interface Asking<C extends Call> {
  busy: boolean;
  failure: Failure | null;
  /** Sends the message before it returns; resolves to the answer, or `null` after a failure. */
  ask(input: InputOf<C>): Promise<OutputOf<C> | null>;
  /** Shows a failure that was found before asking; `null` takes it away. */
  show(failure: Failure | null): void;
}

/**
 * Asks the worker, and shows what became of it. A later question outruns an earlier one. `unseen`:
 * the page asks by itself.
 */
export function useAsk<C extends Call>(call: C, unseen = false): Asking<C> {
  const { program } = useProgram();
  const [busy, setBusy] = useState(false);
  const [failure, show] = useState<Failure | null>(null);
  const latest = useRef(0);

  async function ask(input: InputOf<C>): Promise<OutputOf<C> | null> {
    latest.current += 1;
    const own = latest.current;
    const asked = unseen ? program.askUnseen(call, input) : program.ask(call, input);
    setBusy(true);
    show(null);
    try {
      return await asked;
    } catch (error) {
      if (own === latest.current) show(asFailure(error));
      return null;
    } finally {
      if (own === latest.current) setBusy(false);
    }
  }

  return { busy, failure, ask, show };
}

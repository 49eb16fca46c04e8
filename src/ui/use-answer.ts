import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../domain/failure.ts';
import type { Call, InputOf, OutputOf } from '../rpc/contract.ts';
import { useProgram } from './ProgramProvider.tsx';
import { useAsk } from './use-ask.ts';

/**
 * What the worker answers, asked anew whenever it says that something changed. The input is that of
 * the first time; `answer` is `null` until the first one came.
 */
export function useAnswer<C extends Call>(
  call: C,
  input: InputOf<C>,
): { answer: OutputOf<C> | null; failure: Failure | null } {
  const { state } = useProgram();
  const { failure, ask } = useAsk(call, true);
  const [answer, setAnswer] = useState<OutputOf<C> | null>(null);
  useEffect(() => {
    void ask(input).then((next) => {
      if (next !== null) setAnswer(() => next);
    });
  }, [state]);
  return { answer, failure };
}

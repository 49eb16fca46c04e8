import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { type Chain, chainOf } from './activity-chain.ts';

/**
 * The record, put together and checked; read anew whenever it comes into view or the worker says
 * that something changed. `chain` is `null` until it was read once.
 */
export function useChain(shown: boolean): {
  chain: Chain | null;
  failure: Failure | null;
  look: () => void;
} {
  const { state } = useProgram();
  const { failure, ask } = useAsk('activity.read');
  const [chain, setChain] = useState<Chain | null>(null);
  async function load() {
    const record = await ask({});
    if (record) setChain(await chainOf(record));
  }
  const look = () => void load();
  useEffect(() => {
    if (shown) look();
  }, [shown, state]);
  return { chain, failure, look };
}

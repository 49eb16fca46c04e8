import { type Failure, isFailure } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import { SECOND } from '../domain/time.ts';
import { useProgram } from './ProgramProvider.tsx';
import { useAsk } from './use-ask.ts';
import { useNow } from './use-now.ts';

/** Unlocking as the locked view sees it. */
export interface Unlock {
  busy: boolean;
  failure: Failure | null;
  /** Milliseconds until the next try is possible; counts down. */
  waiting: number;
  /** Whether there was a wait, which may be over. */
  waited: boolean;
  /** Resolves to whether it opened the vault. */
  open(proof: Proof): Promise<boolean>;
  /** Another way in is tried: what was said of the last is out of date. */
  forget(): void;
}

/** Opens the vault with a proof, and keeps the wait after several that failed. */
export function useUnlock(): Unlock {
  const { program, state } = useProgram();
  const { busy, failure, ask, show } = useAsk('vault.unlock');
  const said = isFailure(failure, 'unlock-wait') ? failure.facts.retryAtMs : 0;
  // Known from the start, too: whoever opens a page again has to wait all the same.
  const retryAtMs = Math.max(said, state?.retryAtMs ?? 0);
  const nowMs = useNow(retryAtMs === 0 ? null : SECOND / 4);

  async function open(proof: Proof): Promise<boolean> {
    if ((await ask({ proof })) === null) return false;
    // Whoever needed the recovery code has no passphrase any more.
    program.wishFor(proof.kind === 'recovery' ? 'new-passphrase' : null);
    await program.refresh();
    return true;
  }

  return {
    busy,
    failure,
    waiting: Math.max(0, retryAtMs - nowMs),
    waited: retryAtMs > 0,
    open,
    forget: () => show(null),
  };
}

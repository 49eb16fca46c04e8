import type { PasskeyProof } from '../use-passkey.ts';
import { FailureNote } from './FailureNote.tsx';

/** Why no passkey came; that somebody closed the browser's dialog is said quietly. */
export function PasskeyTrouble({ passkey }: { passkey: PasskeyProof }) {
  if (passkey.failure) return <FailureNote failure={passkey.failure} />;
  if (!passkey.turnedAway) return null;
  return (
    <p class="quiet" role="status">
      No passkey was given. Try again, or use the passphrase.
    </p>
  );
}

import { useState } from 'preact/hooks';
import type { Failure } from '../domain/failure.ts';
import type { Proof } from '../domain/proof.ts';
import { useProgram } from './ProgramProvider.tsx';
import { asFailure } from './program.ts';

/** A passkey as a proof, as a component sees it. */
export interface PasskeyProof {
  /** Whether there is one, in a browser that has them for an extension. */
  offered: boolean;
  /** The browser's dialog is open. */
  busy: boolean;
  failure: Failure | null;
  /** The dialog was closed without a passkey, which is nobody's fault. */
  turnedAway: boolean;
  /** Resolves to `null` when none was given, or when a tab was opened to give it in. */
  give(): Promise<Proof | null>;
}

/** Asks for a passkey; where the browser's dialog would take this page away, in a tab. */
export function usePasskey(): PasskeyProof {
  const { program, state, vault } = useProgram();
  const { gesture, passkeys, place } = program.world;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turnedAway, setTurnedAway] = useState(false);
  const known = state?.passkeys ?? [];

  async function openTab(): Promise<null> {
    await gesture.openPanelTab(vault === 'locked' ? 'passkey' : 'access');
    if (place === 'popup') window.close();
    return null;
  }

  async function ask(): Promise<Proof | null> {
    if (passkeys === null) return null;
    if (!(await gesture.isTab())) return openTab();
    const given = await (await passkeys()).use(known);
    setTurnedAway(given === null);
    return given && { kind: 'passkey', ...given };
  }

  async function give(): Promise<Proof | null> {
    setBusy(true);
    setFailure(null);
    setTurnedAway(false);
    try {
      return await ask();
    } catch (error) {
      setFailure(asFailure(error));
      return null;
    } finally {
      setBusy(false);
    }
  }

  return { offered: passkeys !== null && known.length > 0, busy, failure, turnedAway, give };
}

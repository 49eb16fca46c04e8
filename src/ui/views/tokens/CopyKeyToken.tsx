import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { MadeToken } from '../../../domain/made-token.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { CopyToken } from './TokenRegion.tsx';
import './copy-key-token.css';
import { spanTill } from './token-words.ts';

/** A token of the system's first kind with what is usual, straight onto the clipboard. */
export function CopyKeyToken({ credential }: { credential: CredentialSummary }) {
  const { program } = useProgram();
  const [made, setMade] = useState<MadeToken | null>(null);
  const usual = { kind: null, lifetimeSeconds: null, values: {}, extra: '', madeForSeconds: null };
  return (
    <>
      <CopyToken wish={{ credentialId: credential.id, ...usual }} onCopied={setMade} />
      {made && (
        <p class="token-copied quiet">
          {made.kindLabel}, valid for {spanTill(made.expiresAtMs)}.{' '}
          <button type="button" class="link" onClick={() => program.openTab('tokens')}>
            Other kinds and lifetimes
          </button>
        </p>
      )}
    </>
  );
}

import type { CredentialSummary } from '../../../domain/credential.ts';
import { CopyToken } from './TokenRegion.tsx';

/** A token of the system's first kind with what is usual, straight onto the clipboard. */
export function CopyKeyToken({ credential }: { credential: CredentialSummary }) {
  const usual = { kind: null, lifetimeSeconds: null, values: {}, extra: '', madeForSeconds: null };
  return <CopyToken wish={{ credentialId: credential.id, ...usual }} />;
}

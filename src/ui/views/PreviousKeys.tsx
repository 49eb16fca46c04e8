import type { CredentialSummary } from '../../domain/credential.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { dateWords } from '../date-words.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';
import { RemovePrevious } from './expiry/RemovePrevious.tsx';

type PreviousKey = CredentialSummary['previous'][number];

/** The keys that a renewal replaced and that still work; the newest is one click away. */
export function PreviousKeys({ credential }: { credential: CredentialSummary }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('renewal.go-back');
  if (credential.previous.length === 0) return null;
  const newestFirst = [...credential.previous].sort((a, b) => b.replacedAtMs - a.replacedAtMs);
  async function goBack(previousId: string) {
    await ask({ credentialId: credential.id, previousId });
    await program.refresh();
  }
  return (
    <div class="previous">
      {newestFirst.map((previous, place) => (
        <div class="previous-key" key={previous.id}>
          <p class={previous.leaked === 'live' ? 'expiry-warn' : undefined}>
            {previousWords(previous)}
          </p>
          {isOffered(previous) && (
            <Button kind="quiet" busy={busy} onClick={() => void goBack(previous.id)}>
              {place === 0 ? 'Go back to the previous key' : `Go back to ${previous.hint}`}
            </Button>
          )}
          {previous.expiresAtMs !== null && previous.expiresAtMs <= Date.now() && (
            <RemovePrevious id={credential.id} previousId={previous.id} hint={previous.hint} />
          )}
        </div>
      ))}
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}

/** Until its own expiry; one that leaked, never. */
function isOffered({ expiresAtMs, leaked }: PreviousKey): boolean {
  return leaked === null && (expiresAtMs === null || expiresAtMs > Date.now());
}

function previousWords({ hint, expiresAtMs, leaked }: PreviousKey): string {
  const name = `Previous key ${hint}`;
  if (leaked === 'off') return `${name} leaked and is turned off: not offered any more`;
  const until = expiresAtMs === null ? '' : ` until ${dateWords(expiresAtMs)}`;
  if (leaked === 'live') {
    return `${name} leaked: not offered any more, and it may still be accepted${until}`;
  }
  if (expiresAtMs === null) return `${name} kept`;
  if (expiresAtMs > Date.now()) return `${name} kept, works${until}`;
  return `${name} expired on ${dateWords(expiresAtMs)}: the server takes it no more`;
}

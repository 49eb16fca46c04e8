import type { CredentialSummary } from '../../domain/credential.ts';
import { Button } from '../components/Button.tsx';
import { FailureNote } from '../components/FailureNote.tsx';
import { dateWords } from '../date-words.ts';
import { useProgram } from '../ProgramProvider.tsx';
import { useAsk } from '../use-ask.ts';
import { RemovePrevious } from './expiry/RemovePrevious.tsx';

type PreviousKey = CredentialSummary['previous'][number];

/** The keys that were replaced and kept; the newest that works is one click away. */
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
          <p class={previous.leaked === 'live' && !isOver(previous) ? 'expiry-warn' : undefined}>
            {previousWords(previous)}
          </p>
          {previous.leaked === null && !isOver(previous) && (
            <Button kind="quiet" busy={busy} onClick={() => void goBack(previous.id)}>
              {place === 0 ? 'Go back to the previous key' : `Go back to ${previous.hint}`}
            </Button>
          )}
          {isOver(previous) && (
            <RemovePrevious id={credential.id} previousId={previous.id} hint={previous.hint} />
          )}
        </div>
      ))}
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}

/** Whether the server takes it no more: it has expired, or it leaked and is off. */
function isOver({ expiresAtMs, leaked }: PreviousKey): boolean {
  return leaked === 'off' || (expiresAtMs !== null && expiresAtMs <= Date.now());
}

function previousWords(previous: PreviousKey): string {
  const { hint, expiresAtMs, leaked } = previous;
  const name = `Previous key ${hint}`;
  const date = expiresAtMs === null ? '' : dateWords(expiresAtMs);
  if (leaked === 'off') return `${name} leaked and is turned off: not offered any more`;
  if (isOver(previous)) return `${name} expired on ${date}: the server takes it no more`;
  const until = date && ` until ${date}`;
  if (leaked === 'live') {
    return `${name} leaked: not offered any more, and it may still be accepted${until}`;
  }
  return `${name} kept${until && `, works${until}`}`;
}

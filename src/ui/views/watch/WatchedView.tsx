import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../domain/failure.ts';
import { spokenSessionKey } from '../../../domain/session-key.ts';
import { SECOND } from '../../../domain/time.ts';
import type { Watch } from '../../../domain/watch.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Page } from '../../components/Page.tsx';
import { useLookupDesk } from '../../lookup-desk.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';
import { isFocusLost } from '../../use-focus.ts';
import { lastWords, standingWords, troubleWords } from './watch-words.ts';
import './watch.css';

/** The ages that are shown grow while nobody does anything. */
const AGE_EVERY = 10 * SECOND;

/** The meetings that are watched, and those that were, with what was seen last. */
export function WatchedView() {
  const { watched, failure, look } = useWatched();
  useEffect(() => {
    // What was pressed went with its meeting.
    if (watched && isFocusLost()) document.getElementById('page-watched')?.focus();
  }, [watched?.length]);
  return (
    <Page page="watched">
      {failure && <FailureNote failure={failure} onRetry={look} />}
      {watched?.length === 0 && (
        <div class="empty">
          <p class="empty-title">No meeting is watched</p>
          <p class="quiet">
            Look a meeting up and press Watch: Latchkey asks about it until the host joins, it
            starts or it ends, and tells you.
          </p>
        </div>
      )}
      {watched && watched.length > 0 && (
        <ul class="watched" aria-label="Watched meetings">
          {watched.map((watch) => (
            <li key={watch.id}>
              <WatchedCard watch={watch} onChange={look} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function WatchedCard({ watch, onChange }: { watch: Watch; onChange: () => void }) {
  const { program } = useProgram();
  const { lookUp } = useLookupDesk();
  const { id, name, sessionKey, end } = watch;
  const nowMs = useNow();
  const last = lastWords(watch, nowMs);
  const trouble = troubleWords(watch);
  const title = name || spokenSessionKey(sessionKey);
  async function forget() {
    await program.ask('watch.forget', { id }).catch((error) => program.report(error));
    onChange();
  }
  return (
    <article class="card watched-card" aria-labelledby={`watch-${id}`}>
      <h3 class="card-title" id={`watch-${id}`}>
        {title}
      </h3>
      <p>
        <strong>{standingWords(watch, nowMs)}</strong>
      </p>
      {last && <p class="quiet">{last}</p>}
      {trouble && <p class="quiet">{trouble}</p>}
      <div class="actions">
        <Button
          onClick={() => {
            program.openPage(null);
            program.openTab('look-up');
            lookUp(spokenSessionKey(sessionKey));
          }}
        >
          Look up
        </Button>
        <Button onClick={() => void forget()}>{end === null ? 'Stop watching' : 'Forget'}</Button>
      </div>
    </article>
  );
}

function useWatched() {
  const { program } = useProgram();
  const [watched, setWatched] = useState<readonly Watch[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function look() {
    try {
      setWatched(await program.askUnseen('watch.list', {}));
      setFailure(null);
    } catch (error) {
      setFailure(asFailure(error));
    }
  }
  useEffect(() => {
    void look();
    return program.world.listen(({ changed }) => {
      if (changed === 'watch') void look();
    });
  }, [program]);
  return { watched, failure, look: () => void look() };
}

function useNow(): number {
  const [nowMs, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), AGE_EVERY);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}

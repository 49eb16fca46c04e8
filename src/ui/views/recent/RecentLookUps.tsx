import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RecentEntry } from '../../../domain/recent.ts';
import { spokenSessionKey } from '../../../domain/session-key.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/TextField.tsx';
import { recentWords } from '../../date-words.ts';
import { useLookupDesk } from '../../lookup-desk.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { recall } from '../../recent-meetings.ts';
import { usePageOpener } from '../../use-page-opener.ts';
import './recent.css';

/** So many are shown before somebody searches. */
const SHOWN = 6;

/** What was looked up lately: pressed, it is looked up again. Where nothing was, its children stand there. */
export function RecentLookUps({ children }: { children: ComponentChildren }) {
  const { program } = useProgram();
  const openPage = usePageOpener();
  const [entries, setEntries] = useState<readonly RecentEntry[] | null>(null);
  const [words, setWords] = useState('');
  const found = (entries ?? []).filter((entry) => isLike(entry, words));
  useEffect(() => {
    // Nobody asked for it: where it cannot be had, the box is there.
    void program.ask('recent.list', {}).then(
      (told) => {
        setEntries(told.entries);
        recall(program, told.entries);
      },
      () => setEntries([]),
    );
  }, [program]);
  async function forgetAll() {
    await program.ask('recent.forget', { id: null }).catch((error) => program.report(error));
    setEntries([]);
    recall(program, []);
    program.say('Forgotten');
  }
  if (entries === null) return null;
  return (
    <>
      {entries.length === 0 && children}
      {entries.length > 0 && (
        <section class="recent" aria-labelledby="recent-title">
          <div class="row-between">
            <h2 class="section-label" id="recent-title">
              Recent look-ups
            </h2>
            <Button kind="quiet" onClick={() => void forgetAll()}>
              Forget all
            </Button>
          </div>
          {entries.length > SHOWN && (
            <TextField label="Find in recent look-ups" value={words} onInput={setWords} />
          )}
          <ul class="recent-list">
            {(words === '' ? found.slice(0, SHOWN) : found).map((entry) => (
              <RecentItem key={entry.id} entry={entry} />
            ))}
          </ul>
          {found.length === 0 && <p class="quiet">None of them is like that.</p>}
        </section>
      )}
      <Button kind="quiet" onClick={() => openPage('watched')}>
        Watched meetings
      </Button>
    </>
  );
}

function RecentItem({ entry: { what, atMs } }: { entry: RecentEntry }) {
  const { lookUp } = useLookupDesk();
  const text = what.kind === 'meeting' ? spokenSessionKey(what.sessionKey) : what.email;
  const caption =
    what.kind === 'meeting' ? what.name : what.count === 1 ? '1 site' : `${what.count} sites`;
  return (
    <li>
      <button type="button" class="recent-item" onClick={() => lookUp(text)}>
        <span class="recent-text">{text}</span>
        <span class="quiet">
          {caption} · {recentWords(atMs, Date.now())}
        </span>
      </button>
    </li>
  );
}

function isLike({ what }: RecentEntry, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  const text = what.kind === 'meeting' ? `${what.name} ${what.sessionKey}` : what.email;
  const digits = wanted.replace(/\D/g, '');
  if (text.toLowerCase().includes(wanted)) return true;
  return digits.length > 2 && text.includes(digits);
}

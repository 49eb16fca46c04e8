import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RecentEntry } from '../../../domain/recent.ts';
import { spokenSessionKey } from '../../../domain/session-key.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { TextField } from '../../components/TextField.tsx';
import { recentWords } from '../../date-words.ts';
import { useLookupDesk } from '../../lookup-desk.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { asFailure } from '../../program.ts';
import { recall } from '../../recent-meetings.ts';
import { usePageOpener } from '../../use-page-opener.ts';
import './recent.css';

/** So many are shown before somebody searches. */
const SHOWN = 6;

/** What was looked up lately: pressed, it is looked up again. Where nothing was, its children stand there. */
export function RecentLookUps({ children }: { children: ComponentChildren }) {
  const openPage = usePageOpener();
  const { toBox } = useLookupDesk();
  const { entries, forget } = useRecent();
  const [words, setWords] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  const found = (entries ?? []).filter((entry) => isLike(entry, words));
  /** What was pressed is gone with it: the focus stays near, or begins anew in the box. */
  async function forgetAndStay(id: string | null) {
    const isAll = id === null || entries?.length === 1;
    if (!(await forget(id))) return;
    if (isAll) toBox();
    else title.current?.focus();
  }
  if (entries === null) return null;
  return (
    <>
      {entries.length === 0 && children}
      {entries.length > 0 && (
        <section class="recent" aria-labelledby="recent-title">
          <div class="row-between">
            <h2 class="section-label" id="recent-title" tabIndex={-1} ref={title}>
              Recent look-ups
            </h2>
            <Button kind="quiet" onClick={() => void forgetAndStay(null)}>
              Forget all
            </Button>
          </div>
          {entries.length > SHOWN && (
            <TextField label="Find in recent look-ups" value={words} onInput={setWords} />
          )}
          <ul class="recent-list">
            {(words === '' ? found.slice(0, SHOWN) : found).map((entry) => (
              <RecentItem
                key={entry.id}
                entry={entry}
                onForget={() => void forgetAndStay(entry.id)}
              />
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

/** What is remembered; `forget` says whether it was. `null`: not known yet. */
function useRecent() {
  const { program, state } = useProgram();
  const [entries, setEntries] = useState<readonly RecentEntry[] | null>(null);
  function know(told: readonly RecentEntry[]) {
    setEntries(told);
    recall(program, told);
  }
  useEffect(() => {
    // Nobody asked for it: where it cannot be had, the box is there.
    void program.askUnseen('recent.list', {}).then(
      (told) => know(told.entries),
      () => setEntries([]),
    );
  }, [program, state]);
  async function forget(id: string | null): Promise<boolean> {
    try {
      await program.ask('recent.forget', { id });
    } catch (error) {
      program.report(asFailure(error));
      return false;
    }
    know(id === null ? [] : (entries ?? []).filter((entry) => entry.id !== id));
    program.say('Forgotten');
    return true;
  }
  return { entries, forget };
}

interface RecentItemProps {
  entry: RecentEntry;
  onForget: () => void;
}

function RecentItem({ entry: { what, atMs }, onForget }: RecentItemProps) {
  const { lookUp } = useLookupDesk();
  const text = what.kind === 'meeting' ? spokenSessionKey(what.sessionKey) : what.email;
  const caption =
    what.kind === 'meeting' ? what.name : what.count === 1 ? '1 site' : `${what.count} sites`;
  return (
    <li class="recent-row">
      <button type="button" class="recent-item" onClick={() => lookUp(text)}>
        <span class="recent-text">{text}</span>
        <span class="quiet">
          {caption} · {recentWords(atMs, Date.now())}
        </span>
      </button>
      <IconButton name={`Forget ${text}`} icon={X} onClick={onForget} />
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

import { Eye } from 'lucide';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Meeting } from '../../../domain/meeting.ts';
import { REMINDER_PERMISSIONS } from '../../../domain/optional-permission.ts';
import {
  WATCH_HOURS,
  WATCHED_FOR,
  type WatchedFor,
  type WatchHours,
} from '../../../domain/watch.ts';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';
import { useFocusOnMount } from '../../use-focus.ts';
import { usePageOpener } from '../../use-page-opener.ts';
import { costWords, FOR_WORDS, hoursWords } from './watch-words.ts';
import './watch.css';

interface WatchMeetingProps {
  meeting: Meeting;
  credentialId: string;
}

/** Whether it is being asked for, or has begun. */
type Standing = 'closed' | 'open' | 'begun';

export interface Watching {
  standing: Standing;
  set(standing: Standing): void;
}

export function useWatching(): Watching {
  const [standing, set] = useState<Standing>('closed');
  return { standing, set };
}

export function WatchButton({ watching: { standing, set } }: { watching: Watching }) {
  const isOpen = standing === 'open';
  return (
    <Button icon={Eye} expanded={isOpen} onClick={() => set(isOpen ? 'closed' : 'open')}>
      Watch
    </Button>
  );
}

/** Has a meeting watched until something happens. */
export function WatchMeeting({ watching, ...about }: WatchMeetingProps & { watching: Watching }) {
  const { standing, set } = watching;
  if (standing === 'begun') return <Begun />;
  return standing === 'open' ? <WatchForm {...about} onBegun={() => set('begun')} /> : null;
}

function Begun() {
  const open = usePageOpener();
  const place = useFocusOnMount<HTMLDivElement>();
  return (
    <div class="watch-form" tabIndex={-1} ref={place}>
      <Notice
        tone="good"
        role="status"
        title="Watched"
        actions={<Button onClick={() => open('watched')}>Watched meetings</Button>}
      />
    </div>
  );
}

function WatchForm({
  meeting,
  credentialId,
  onBegun,
}: WatchMeetingProps & { onBegun: () => void }) {
  const { program } = useProgram();
  const { busy, failure, ask } = useAsk('watch.start');
  const open = WATCHED_FOR.filter((each) => !isSo(each, meeting));
  const [watchedFor, setWatchedFor] = useState<WatchedFor>(open[0] ?? 'ends');
  const [hours, setHours] = useState<WatchHours>(2);
  const [stayOpen, setStayOpen] = useState(false);
  async function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    // In the click itself, and not waited for: the browser's question may take this page away. Without
    // notifications the list of watched meetings tells.
    void program.world.gesture.requestPermissions(REMINDER_PERMISSIONS).catch(() => false);
    const { sessionKey, name } = meeting;
    const about = { credentialId, sessionKey, name: name.slice(0, 1_000) };
    const order = { ...about, watchedFor, hours, stayOpen };
    if ((await ask(order)) !== null) onBegun();
  }
  return (
    <form class="watch-form" aria-label="Watch" onSubmit={(event) => void onSubmit(event)}>
      <div class="watch-choices">
        <SelectField
          label="Tell me when"
          value={watchedFor}
          options={open.map((value) => ({ value, label: FOR_WORDS[value] }))}
          onChange={(value) => setWatchedFor(open.find((each) => each === value) ?? 'ends')}
        />
        <SelectField
          label="For at most"
          value={String(hours)}
          options={WATCH_HOURS.map((each) => ({ value: String(each), label: hoursWords(each) }))}
          onChange={(value) => setHours(WATCH_HOURS.find((each) => String(each) === value) ?? 2)}
        />
      </div>
      <CheckField
        label="Stay unlocked until it is told"
        help="An hour at most. Else a lock pauses it, and it goes on at the unlock."
        checked={stayOpen}
        onChange={setStayOpen}
      />
      <p class="quiet">{costWords(hours)}</p>
      {failure && <FailureNote failure={failure} />}
      <Button type="submit" kind="primary" busy={busy}>
        Start watching
      </Button>
    </form>
  );
}

/** What is so already is not waited for. */
function isSo(watchedFor: WatchedFor, { status, hostJoined }: Meeting): boolean {
  if (watchedFor === 'host-joins') return hostJoined === true;
  return watchedFor === 'starts' ? status.inProgress === true : status.inProgress === false;
}

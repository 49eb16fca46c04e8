import { useState } from 'preact/hooks';
import type { ActivityEntry } from '../../../domain/activity.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { momentWords } from '../../date-words.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { aboutOf, outcomeOf, titleOf } from './activity-words.ts';
import { clockOf, dayOf, zoneOf } from './entry-time.ts';

const PAGE = 50;

/** Entries, newest first, under their days. `entries` has the oldest first. */
export function ActivityList({ entries }: { entries: readonly ActivityEntry[] }) {
  const { program } = useProgram();
  const [count, setCount] = useState(PAGE);
  const shown = entries.slice(-count).reverse();
  const left = entries.length - shown.length;
  function showMore() {
    setCount(count + PAGE);
    program.say(`${Math.min(PAGE, left)} more entries`);
  }
  return (
    <>
      {daysIn(shown).map(({ day, list }, place) => (
        <section key={day} aria-label={day} class="activity-day">
          <h3 class="section-label activity-date">
            <span>{day}</span>
            {place === 0 && <span>Local time ({zoneOf(list[0]?.atMs ?? 0)})</span>}
          </h3>
          <ol class="activity-entries">
            {list.map((entry) => (
              <Entry key={entry.seq} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      <div class="actions">
        {left > 0 && <Button onClick={showMore}>Load more</Button>}
        <p class="quiet">
          {left > 0 ? `${shown.length} of ${counted(entries.length)}` : counted(entries.length)}
        </p>
      </div>
    </>
  );
}

function counted(count: number): string {
  return count === 1 ? '1 entry' : `${count.toLocaleString('en-GB')} entries`;
}

function daysIn(entries: readonly ActivityEntry[]): { day: string; list: ActivityEntry[] }[] {
  const days: { day: string; list: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.atMs);
    const last = days.at(-1);
    if (last?.day === day) last.list.push(entry);
    else days.push({ day, list: [entry] });
  }
  return days;
}

function Entry({ entry }: { entry: ActivityEntry }) {
  const about = aboutOf(entry);
  const { atMs, label, outcome } = entry;
  return (
    <li class={outcome === 'done' ? 'activity-entry' : 'activity-entry activity-failed'}>
      <time dateTime={new Date(atMs).toISOString()} title={momentWords(atMs)}>
        {clockOf(atMs)}
      </time>
      <p class="activity-what">
        <span class="activity-name">{titleOf(entry)}</span>
        {about !== '' && <span class="quiet">{about}</span>}
      </p>
      <p class="activity-key">{label}</p>
      <p class="activity-outcome">
        {outcome === 'done' ? (
          <span class="quiet">{outcomeOf(entry)}</span>
        ) : (
          <Badge tone="danger">{outcomeOf(entry)}</Badge>
        )}
      </p>
    </li>
  );
}

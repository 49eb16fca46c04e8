import { type ReminderDay, reminderTime } from '../../../domain/expiry.ts';
import { expiryOf } from '../../date-words.ts';
import { type DatedKey, isInPicture, monthsOf, placeOf } from './timeline-scale.ts';

interface TimelineProps {
  keys: readonly DatedKey[];
  days: readonly ReminderDay[];
  nowMs: number;
}

const LANE = 40;
/** The line lies below the label. */
const MIDDLE = 28;
const TICK = 5;

/** The coming year as a picture: a lane for each key. The table below it says the same in words. */
export function Timeline({ keys, days, nowMs }: TimelineProps) {
  const count = keys.length === 1 ? '1 key' : `${keys.length} keys`;
  return (
    <figure class="timeline">
      <div
        class="timeline-picture"
        role="img"
        aria-label={`The coming year with ${count}. The table below says the same.`}
      >
        <Months nowMs={nowMs} />
        {keys.map((key) => (
          <Lane key={key.id} credential={key} days={days} nowMs={nowMs} />
        ))}
      </div>
      <Legend />
    </figure>
  );
}

function Months({ nowMs }: { nowMs: number }) {
  const today = placeOf(nowMs, nowMs);
  return (
    <svg class="timeline-months" width="100%" height="36" aria-hidden="true">
      {monthsOf(nowMs).map((month) => (
        <g key={month}>
          <line
            class="timeline-grid"
            x1={placeOf(month, nowMs)}
            x2={placeOf(month, nowMs)}
            y2="36"
          />
          <text class="timeline-month" x={placeOf(month, nowMs)} dx="4" y="30">
            <tspan class="month-long">{monthName(month, 'short')}</tspan>
            <tspan class="month-short">{monthName(month, 'narrow')}</tspan>
          </text>
        </g>
      ))}
      <text class="timeline-today-word" x={today} dx="4" y="12">
        Today
      </text>
      <line class="timeline-today" x1={today} x2={today} y2="36" />
    </svg>
  );
}

interface LaneProps {
  credential: DatedKey;
  days: readonly ReminderDay[];
  nowMs: number;
}

function Lane({ credential, days, nowMs }: LaneProps) {
  const { label, expiresAtMs, deletesAtMs } = credential;
  const { tone } = expiryOf(expiresAtMs, nowMs);
  const today = placeOf(nowMs, nowMs);
  const end = placeOf(expiresAtMs, nowMs);
  const [from, to] = expiresAtMs < nowMs ? [end, today] : [today, end];
  const previous = credential.previous.flatMap((each) => each.expiresAtMs ?? []);
  const reminders = days.map((day) => reminderTime(expiresAtMs, day));
  const shown = (instants: number[]) => instants.filter((each) => isInPicture(each, nowMs));
  // Those that are over say nothing any more.
  const ahead = reminders.filter((each) => each > nowMs);
  return (
    <div class="timeline-lane">
      <svg class={`timeline-row timeline-${tone}`} width="100%" height={LANE} aria-hidden="true">
        {monthsOf(nowMs).map((month) => (
          <line
            key={month}
            class="timeline-grid"
            x1={placeOf(month, nowMs)}
            x2={placeOf(month, nowMs)}
            y2={LANE}
          />
        ))}
        <line class="timeline-life" x1={from} x2={to} y1={MIDDLE} y2={MIDDLE} />
        {shown(ahead).map((each) => (
          <line
            key={each}
            class="timeline-reminder"
            x1={placeOf(each, nowMs)}
            x2={placeOf(each, nowMs)}
            y1={MIDDLE - TICK}
            y2={MIDDLE + TICK}
          />
        ))}
        {shown(previous).map((each) => (
          <circle
            key={each}
            class="timeline-previous"
            cx={placeOf(each, nowMs)}
            cy={MIDDLE}
            r="4"
          />
        ))}
        <line class="timeline-today" x1={today} x2={today} y2={LANE} />
        {expiresAtMs - nowMs < 0 || isInPicture(expiresAtMs, nowMs) ? (
          <circle class="timeline-end" cx={end} cy={MIDDLE} r="5" />
        ) : null}
        {deletesAtMs !== null && isInPicture(deletesAtMs, nowMs) && (
          <DeletionMark x={placeOf(deletesAtMs, nowMs)} />
        )}
      </svg>
      <p class="timeline-label">{label}</p>
    </div>
  );
}

/** A cross: an inner picture has its own place, so that its lines are measured from there. */
function DeletionMark({ x }: { x: string }) {
  return (
    <svg x={x} y={MIDDLE} width="1" height="1" overflow="visible" aria-hidden="true">
      <path class="timeline-deletion" d="M-4 -4 L4 4 M4 -4 L-4 4" />
    </svg>
  );
}

function Legend() {
  return (
    <ul class="timeline-legend" aria-hidden="true">
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle class="timeline-end" cx="6" cy="6" r="5" />
        </svg>
        Expires
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle class="timeline-previous" cx="6" cy="6" r="4" />
        </svg>
        Previous key
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <line class="timeline-reminder" x1="6" x2="6" y1="1" y2="11" />
        </svg>
        Reminder
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <path class="timeline-deletion" d="M2 2 L10 10 M10 2 L2 10" />
        </svg>
        Deleted
      </li>
    </ul>
  );
}

function monthName(instantMs: number, style: 'short' | 'narrow'): string {
  return new Intl.DateTimeFormat('en-GB', { month: style }).format(instantMs);
}

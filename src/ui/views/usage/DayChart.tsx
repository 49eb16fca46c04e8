import type { UsageFigures } from './usage-figures.ts';
import { chartWords, countWords, dayWords } from './usage-words.ts';

const HEIGHT = 64;
/** Of one day, bar and gap. */
const STEP = 10;
const BAR = 8;

/** The calls of the last 30 days, as a picture and as a table. */
export function DayChart({ days }: { days: UsageFigures['days'] }) {
  const most = Math.max(...days.map(({ calls }) => calls));
  const words = chartWords(days);
  return (
    <section class="card" aria-labelledby="usage-days">
      <h3 class="section-title" id="usage-days">
        Calls by day
      </h3>
      {most > 0 && <Bars days={days} most={most} name={words} />}
      <p class="quiet">{words} Days and months are those of UTC.</p>
      {most > 0 && <DayTable days={days} />}
    </section>
  );
}

interface BarsProps {
  days: UsageFigures['days'];
  most: number;
  name: string;
}

function Bars({ days, most, name }: BarsProps) {
  return (
    <figure class="day-chart">
      <p class="day-chart-most" aria-hidden="true">
        {countWords(most)}
      </p>
      <svg
        class="day-chart-bars"
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={name}
      >
        {days.map(({ day, calls }, place) => {
          // A day with any call is seen, however many another one had.
          const height = calls === 0 ? 0 : Math.max(2, (HEIGHT * calls) / most);
          return (
            <rect
              key={day}
              x={place * STEP + (STEP - BAR) / 2}
              y={HEIGHT - height}
              width={BAR}
              height={height}
            />
          );
        })}
      </svg>
      <p class="day-chart-ends" aria-hidden="true">
        <span>{dayWords(days[0]?.day ?? '')}</span>
        <span>Today</span>
      </p>
    </figure>
  );
}

function DayTable({ days }: { days: UsageFigures['days'] }) {
  const used = days.filter(({ calls }) => calls > 0).reverse();
  return (
    <details class="details">
      <summary>As a table</summary>
      <div class="details-body">
        <table class="table day-table">
          <caption class="unseen">Calls by day, without days on which there were none</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Calls</th>
            </tr>
          </thead>
          <tbody>
            {used.map(({ day, calls }) => (
              <tr key={day}>
                <th scope="row">{dayWords(day)}</th>
                <td>{countWords(calls)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

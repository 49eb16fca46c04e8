import type { UsageFigures } from './usage-figures.ts';
import { callWords, countWords, forecastWords, monthWords } from './usage-words.ts';

/** From here on a limit is near. */
const NEAR = 0.8;

/** What of each limit is used, as a bar and in words. */
export function Limits({ figures }: { figures: UsageFigures }) {
  const { ownLimits, inWindow, inMonth, days } = figures;
  const forecast = forecastWords(figures);
  const month = monthWords(days.at(-1)?.day ?? '1970-01-01');
  return (
    <section class="card" aria-labelledby="usage-limits">
      <h3 class="section-title" id="usage-limits">
        Limits
      </h3>
      {ownLimits.perMinute !== null && (
        <LimitMeter name="Last 60 seconds" used={inWindow} limit={ownLimits.perMinute} />
      )}
      <LimitMeter name={month} used={inMonth} limit={ownLimits.perMonth} />
      {forecast !== null && (
        <p class={figures.runsOutAtMs === null ? 'quiet' : 'usage-warning'}>{forecast}</p>
      )}
    </section>
  );
}

interface LimitMeterProps {
  name: string;
  used: number;
  limit: number | null;
}

function LimitMeter({ name, used, limit }: LimitMeterProps) {
  if (limit === null) {
    return (
      <p class="usage-line">
        <span>{name}</span>
        <span class="quiet">{callWords(used)}; no limit is known</span>
      </p>
    );
  }
  const { tone, word } = levelOf(used, limit);
  return (
    <div class={`usage-meter usage-${tone}`}>
      <p class="usage-line">
        <span>{name}</span>
        <span>
          {countWords(used)} of {callWords(limit)} · <strong class="usage-word">{word}</strong>
        </span>
      </p>
      {/* Browsers draw a meter each in their own way, and in one colour for light and dark. */}
      <meter
        class="unseen"
        aria-label={name}
        aria-valuetext={`${countWords(used)} of ${callWords(limit)}, ${word}`}
        max={limit}
        value={Math.min(used, limit)}
      />
      <svg class="usage-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="usage-track" width="100" height="1" />
        <rect class="usage-fill" width={Math.min(100, (100 * used) / limit)} height="1" />
      </svg>
    </div>
  );
}

function levelOf(used: number, limit: number): { tone: 'good' | 'warn' | 'danger'; word: string } {
  if (used >= limit) return { tone: 'danger', word: 'used up' };
  const word = `${countWords(limit - used)} left`;
  return { tone: used >= NEAR * limit ? 'warn' : 'good', word };
}

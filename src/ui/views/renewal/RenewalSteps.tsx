import { Check, Circle, CircleDot, CirclePause } from 'lucide';
import type { RenewalReport } from '../../../domain/renewal.ts';
import { Icon } from '../../components/Icon.tsx';
import { placeOf, stepsOf } from './renewal-words.ts';

type Place = Pick<RenewalReport, 'leaked' | 'stage' | 'phase'>;

/** The steps of a renewal, with the one that it is at, or at which it stopped. */
export function RenewalSteps({ report, running }: { report: Place; running: boolean }) {
  const steps = stepsOf(report);
  const place = placeOf(report);
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: VoiceOver drops the list role of a list without bullets. */}
      <ol class="renewal-steps" role="list" aria-label="Steps">
        {steps.map((words, at) => (
          <Step key={words} words={words} standing={standingAt(at - place, running)} />
        ))}
      </ol>
      {running && (
        <p class="unseen" role="status">
          Step {place + 1} of {steps.length}: {steps[place]}
        </p>
      )}
    </>
  );
}

const STANDINGS = {
  done: { icon: Check, words: 'done' },
  now: { icon: CircleDot, words: 'now' },
  stopped: { icon: CirclePause, words: 'stopped here' },
  next: { icon: Circle, words: 'to come' },
} as const;
type Standing = keyof typeof STANDINGS;

function standingAt(distance: number, running: boolean): Standing {
  if (distance === 0) return running ? 'now' : 'stopped';
  return distance < 0 ? 'done' : 'next';
}

function Step({ words, standing }: { words: string; standing: Standing }) {
  const { icon, words: standingWords } = STANDINGS[standing];
  const isHere = standing === 'now' || standing === 'stopped';
  return (
    <li class={`renewal-step renewal-step-${standing}`} aria-current={isHere ? 'step' : undefined}>
      <Icon shapes={icon} size={14} />
      <span>
        {words}
        <span class={standing === 'next' ? 'unseen' : 'renewal-standing'}> · {standingWords}</span>
      </span>
    </li>
  );
}

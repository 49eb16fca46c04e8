import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import type { Guide, GuideStep, GuideWay } from '../../guides/guide.ts';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAnswer } from '../../use-answer.ts';
import { useAsk } from '../../use-ask.ts';

interface GuideStepsProps {
  guide: Guide;
  /** The key that it is followed for; `null`: none. */
  credential: CredentialSummary | null;
}

/** A guide as a list to tick off, which the vault remembers. */
export function GuideSteps({ guide, credential }: GuideStepsProps) {
  const { program } = useProgram();
  const followed = { guide: guide.id, about: credential?.id ?? '' };
  const { answer, failure: unknown } = useAnswer('guides.done', followed);
  const { failure, ask } = useAsk('guides.tick');
  const done = guide.steps.filter(({ id }) => answer?.includes(id));
  const next = guide.steps.find((step) => !done.includes(step));
  async function tick(step: string | null, isDone: boolean) {
    await ask({ ...followed, step, done: isDone });
    await program.refresh();
  }
  const problem = failure ?? unknown;
  return (
    <>
      <div class="stack-tight">
        <h3 class="section-title">{guide.title}</h3>
        {credential && <p class="quiet">For “{credential.label}”</p>}
        <p class="quiet">{guide.about}</p>
        <p role="status">
          {done.length} of {guide.steps.length} done
        </p>
      </div>
      {problem && <FailureNote failure={problem} />}
      <ol class="guide-steps">
        {guide.steps.map((step) => (
          <Step
            key={step.id}
            step={step}
            guide={guide}
            credential={credential}
            done={done.includes(step)}
            isNext={step === next}
            onTick={answer === null ? null : (isDone) => void tick(step.id, isDone)}
          />
        ))}
      </ol>
      {answer !== null && next === undefined && (
        <Notice tone="good" role="status" title="All done">
          What you ticked stays until you start over.
        </Notice>
      )}
      {done.length > 0 && (
        <div class="actions">
          <Button onClick={() => void tick(null, false)}>Start over</Button>
        </div>
      )}
    </>
  );
}

interface StepProps extends GuideStepsProps {
  step: GuideStep;
  done: boolean;
  isNext: boolean;
  /** `null` until it is known what is done. */
  onTick: ((done: boolean) => void) | null;
}

function Step({ step, done, isNext, onTick, ...props }: StepProps) {
  const [reading, setReading] = useState(false);
  const open = !done || reading;
  return (
    <li
      class={`guide-step ${done ? 'guide-step-done' : ''}`}
      aria-current={isNext ? 'step' : undefined}
    >
      <div class="guide-step-head">
        <CheckField
          label={step.title}
          checked={done}
          disabled={onTick === null}
          onChange={(isDone) => onTick?.(isDone)}
        />
        {done && (
          <button
            type="button"
            class="button button-quiet"
            aria-expanded={reading}
            aria-label={`${reading ? 'Hide' : 'Read'} “${step.title}”`}
            onClick={() => setReading(!reading)}
          >
            {reading ? 'Hide' : 'Read'}
          </button>
        )}
      </div>
      {open && (
        <div class="guide-step-body">
          <p>{step.what}</p>
          <p class="quiet">{step.why}</p>
          {step.way && <Way way={step.way} {...props} />}
          <p class="guide-check">
            <span class="guide-check-term">Check:</span> {step.check}
          </p>
        </div>
      )}
    </li>
  );
}

/** The way from a step to where it is done. */
function Way({ way, guide, credential }: GuideStepsProps & { way: GuideWay }) {
  const { program } = useProgram();
  if (way === 'registration') return <RegistrationLink provider={guide.provider} />;
  if (way === 'renew' && credential === null) return null;
  function go() {
    program.openTab('keys');
    program.wishFor(way === 'renew' ? 'renew' : 'add-key');
  }
  return (
    <div class="actions">
      <Button onClick={go}>{way === 'renew' ? 'Renew' : 'Add key'}</Button>
    </div>
  );
}

/** The system itself says where: no address stands in a page's own script. */
function RegistrationLink({ provider }: { provider: string }) {
  const { answer: cards } = useAnswer('providers.list', {});
  const registration = cards?.find(({ id }) => id === provider)?.registration ?? null;
  if (registration === null || !registration.startsWith('https://')) return null;
  return (
    <p>
      <a class="link" href={registration} target="_blank" rel="noreferrer noopener">
        Open the registration page
      </a>
    </p>
  );
}

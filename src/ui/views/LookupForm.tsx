import { Search } from 'lucide';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Candidate } from '../../domain/recognition/recognise.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { SelectField } from '../components/SelectField.tsx';
import { lazily } from '../lazily.tsx';
import { canAnswer, useLookupDesk } from '../lookup-desk.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import type { RecognisedProps } from './look-up/Recognised.tsx';

const NAME = 'Session key, link, email or token';

const Recognised = lazily<RecognisedProps>(
  () => import('./look-up/Recognised.tsx').then((each) => each.Recognised),
  // It keeps its place: what stands below must not move when the first words come.
  ({ hintId }) => <p class="lookup-hint" id={hintId} />,
);

/** The one box, what it recognises, and the key to ask with when there is a choice. */
export function LookupForm() {
  const { typed, type, busy, askedFor, ask, boxCalls } = useLookupDesk();
  const recoverySaved = useProgram().state?.recoverySaved ?? true;
  const box = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const chosen = useRef<Candidate>(null);
  useEffect(() => {
    // A recovery code that is not saved yet comes first.
    if (recoverySaved) box.current?.focus();
  }, [recoverySaved, boxCalls]);
  function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    ask(chosen.current);
  }
  return (
    <form class="lookup" noValidate onSubmit={onSubmit}>
      <div class="lookup-row">
        <div class="lookup-box">
          <Icon shapes={Search} />
          <input
            ref={box}
            class="input lookup-input"
            type="search"
            aria-label={NAME}
            aria-describedby={hintId}
            placeholder={NAME}
            value={typed}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => type(event.currentTarget.value)}
          />
        </div>
        <Button type="submit" kind="primary" busy={busy && typed === askedFor}>
          Look up
        </Button>
      </div>
      <Recognised {...{ hintId, box, chosen }} />
      <KeyChoice />
    </form>
  );
}

function KeyChoice() {
  const { state } = useProgram();
  const { credentialId, choose } = useLookupDesk();
  const usable = (state?.credentials ?? []).filter((each) =>
    canAnswer(each, ['meetings', 'sites']),
  );
  const [first, second] = usable;
  if (first === undefined || second === undefined) return null;
  return (
    <div class="lookup-key">
      <SelectField
        label="Key"
        value={usable.find(({ id }) => id === credentialId)?.id ?? first.id}
        options={usable.map(({ id, label }) => ({ value: id, label }))}
        onChange={choose}
      />
    </div>
  );
}

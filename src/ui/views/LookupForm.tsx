import { Search } from 'lucide';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { isFailure } from '../../domain/failure.ts';
import { recognise, spokenSessionKey } from '../../domain/paste.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { SelectField } from '../components/SelectField.tsx';
import { canAnswer, useLookupDesk } from '../lookup-desk.tsx';
import { useProgram } from '../ProgramProvider.tsx';

const NAME = 'Session key, link, email or token';

/** The one box, what it recognises, and the key to ask with when there is a choice. */
export function LookupForm() {
  const { typed, type, busy, askedFor, ask } = useLookupDesk();
  const recoverySaved = useProgram().state?.recoverySaved ?? true;
  const box = useRef<HTMLInputElement>(null);
  const hintId = useId();
  useEffect(() => {
    // A recovery code that is not saved yet comes first.
    if (recoverySaved) box.current?.focus();
  }, [recoverySaved]);
  function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    ask();
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
      <p class="lookup-hint" id={hintId}>
        {hintFor(typed)}
      </p>
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

/** What the box holds, said before anything is asked. */
function hintFor(typed: string): string {
  try {
    const recognised = recognise(typed);
    return recognised.kind === 'email'
      ? `Email: finds the sites of ${recognised.email}`
      : `Session key ${spokenSessionKey(recognised.sessionKey)}`;
  } catch (error) {
    if (!isFailure(error, 'not-recognised')) throw error;
    const { problem, digits } = error.facts;
    return UNFINISHED[problem]?.(digits) ?? '';
  }
}

/** What is still missing while somebody types; silent where it is too early to tell. */
const UNFINISHED: Record<string, (digits: number) => string> = {
  'too-short': (digits) => `${digits} of at least 9 digits`,
  'too-long': (digits) => `${digits} digits: a session key has 9 to 11`,
  'leading-zero': () => 'A session key does not begin with 0',
  'email-without-domain': () => 'Email, not complete yet',
  'email-malformed': () => 'Email, but something in it is not right',
  letters: () => 'Digits and letters: not a session key',
  unknown: () => 'Not recognised yet',
};

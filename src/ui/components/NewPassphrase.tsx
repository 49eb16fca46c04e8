import { useState } from 'preact/hooks';
import { Meter } from './Meter.tsx';
import { SecretField } from './SecretField.tsx';

const SHORTEST = 12;

/** A passphrase that is being chosen, typed twice. */
export interface NewPassphrase {
  first: string;
  again: string;
  problems: { first?: string | undefined; again?: string | undefined };
  type(part: { first?: string; again?: string }): void;
  /** The passphrase; `null` when something is wrong with it, which is then said. */
  accept(): string | null;
}

/** Keeps a new passphrase until it was accepted. */
export function useNewPassphrase(): NewPassphrase {
  const [typed, setTyped] = useState({ first: '', again: '' });
  const [problems, setProblems] = useState<NewPassphrase['problems']>({});
  return {
    ...typed,
    problems,
    type: (part) => setTyped((before) => ({ ...before, ...part })),
    accept: () => {
      const found = problemsOf(typed.first, typed.again);
      setProblems(found);
      return found.first === undefined && found.again === undefined ? typed.first : null;
    },
  };
}

interface NewPassphraseFieldsProps {
  chosen: NewPassphrase;
  label: string;
  repeatLabel: string;
}

/** The two fields, and how strong it is. */
export function NewPassphraseFields({ chosen, label, repeatLabel }: NewPassphraseFieldsProps) {
  const { first, again, problems, type } = chosen;
  return (
    <>
      <div class="stack-tight">
        <SecretField
          label={label}
          value={first}
          onInput={(text) => type({ first: text })}
          help={`At least ${SHORTEST} characters. Four or five words in a row are strong and easy to remember.`}
          error={problems.first}
        />
        <Meter passphrase={first} />
      </div>
      <SecretField
        label={repeatLabel}
        value={again}
        onInput={(text) => type({ again: text })}
        error={problems.again}
      />
    </>
  );
}

/** One line that is always there, so that nothing moves when it has something to say. */
export function NewPassphraseProgress(props: { busy: string | null; chosen: NewPassphrase }) {
  const { first, again } = props.chosen.problems;
  const problem = first ?? again;
  if (props.busy === null && problem !== undefined) {
    return (
      <p class="unseen" role="alert">
        {problem}
      </p>
    );
  }
  return (
    <p class="quiet form-progress" role="status">
      {props.busy ?? ''}
    </p>
  );
}

function problemsOf(first: string, again: string): NewPassphrase['problems'] {
  // Counted as people count: an emoji is one.
  const length = [...first].length;
  if (length < SHORTEST) return { first: `It has ${length} of at least ${SHORTEST} characters.` };
  return first === again ? {} : { again: 'The two are not the same. Type it once more.' };
}

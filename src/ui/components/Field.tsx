import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Breakable } from './Breakable.tsx';

/** What a control needs so that its label, help and error belong to it. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  help?: string | undefined;
  /** What is wrong with what was typed, as a sentence. */
  error?: string | undefined;
  children: (control: ControlProps) => ComponentChildren;
}

/** A label, its control, and what is to be known about it. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId();
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, helpId].filter((each) => each !== undefined).join(' ');
  return (
    <div class="field">
      <label class="field-label" for={id}>
        <Breakable text={label} />
      </label>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p class="field-error" id={errorId}>
          {error}
        </p>
      )}
      {help && (
        <p class="field-help" id={helpId}>
          {help}
        </p>
      )}
    </div>
  );
}

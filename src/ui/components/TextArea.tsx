import type { TargetedInputEvent } from 'preact';
import { Field } from './Field.tsx';

interface TextAreaProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  help?: string | undefined;
  rows?: number;
}

/** Several lines of text. What they hold may be secret, so the browser keeps none of it. */
export function TextArea({ label, value, onInput, help, rows = 6 }: TextAreaProps) {
  return (
    <Field label={label} help={help}>
      {(control) => (
        <textarea
          {...control}
          class="input text-area"
          rows={rows}
          value={value}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          wrap="off"
          onInput={(event: TargetedInputEvent<HTMLTextAreaElement>) =>
            onInput(event.currentTarget.value)
          }
        />
      )}
    </Field>
  );
}

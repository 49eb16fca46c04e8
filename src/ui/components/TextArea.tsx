import type { Ref, TargetedInputEvent } from 'preact';
import { Field } from './Field.tsx';

interface TextAreaProps {
  label: string;
  value: string;
  /** `how`: the browser's name for the kind of input ("insertFromPaste"); '' where it gives none. */
  onInput: (value: string, how: string) => void;
  help?: string | undefined;
  error?: string | undefined;
  rows?: number;
  areaRef?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text. What they hold may be secret, so the browser keeps none of it. */
export function TextArea({ label, value, onInput, rows = 6, areaRef, ...said }: TextAreaProps) {
  return (
    <Field label={label} {...said}>
      {(control) => (
        <textarea
          {...control}
          ref={areaRef ?? null}
          class="input text-area"
          rows={rows}
          value={value}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          wrap="off"
          onInput={(event: TargetedInputEvent<HTMLTextAreaElement>) =>
            onInput(event.currentTarget.value, event.inputType ?? '')
          }
        />
      )}
    </Field>
  );
}

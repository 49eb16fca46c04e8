import type { TargetedInputEvent } from 'preact';
import { Field } from '../../components/Field.tsx';

interface PasteFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder: string;
  help?: string | undefined;
}

/** A field for a long text that comes by mail or chat, in several lines or one. */
export function PasteField({ label, value, onInput, placeholder, help }: PasteFieldProps) {
  return (
    <Field label={label} help={help}>
      {(control) => (
        <textarea
          {...control}
          class="input paste-input"
          rows={4}
          value={value}
          placeholder={placeholder}
          autocomplete="off"
          spellcheck={false}
          onInput={(event: TargetedInputEvent<HTMLTextAreaElement>) =>
            onInput(event.currentTarget.value)
          }
        />
      )}
    </Field>
  );
}

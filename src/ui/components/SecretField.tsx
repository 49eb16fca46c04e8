import { Eye, EyeOff } from 'lucide';
import type { Ref, TargetedClipboardEvent, TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';
import { type ControlProps, Field } from './Field.tsx';
import { Icon } from './Icon.tsx';

export interface SecretFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  help?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** A field for what nobody should read over a shoulder; it can be shown while it is typed. */
export function SecretField(props: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  const name = `${shown ? 'Hide' : 'Show'} what is typed`;
  return (
    <Field label={props.label} help={props.help} error={props.error}>
      {(control) => (
        <div class="secret">
          <SecretInput {...props} control={control} shown={shown} />
          <button
            type="button"
            class="secret-toggle"
            aria-label={name}
            title={name}
            onClick={() => setShown(!shown)}
          >
            <Icon shapes={shown ? EyeOff : Eye} />
          </button>
        </div>
      )}
    </Field>
  );
}

type SecretInputProps = SecretFieldProps & { control: ControlProps; shown: boolean };

function SecretInput({ control, shown, onInput, ...props }: SecretInputProps) {
  const attributes = {
    ...control,
    ref: props.inputRef ?? null,
    class: 'input secret-input',
    value: props.value,
    placeholder: props.placeholder ?? '',
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
    onPaste: (event: TargetedClipboardEvent<HTMLInputElement>) => pasteUnwrapped(event, onInput),
  };
  // One element for Preact, whichever it is: what was typed and the focus stay.
  return shown ? (
    <input {...attributes} type="text" autocapitalize="off" />
  ) : (
    <input {...attributes} type="password" />
  );
}

const LINE_BREAK = /\s*[\r\n\u2028\u2029]+\s*/g;

/** A secret that a mail wrapped over lines goes in whole: browsers differ in what they do with it. */
function pasteUnwrapped(
  event: TargetedClipboardEvent<HTMLInputElement>,
  onInput: (value: string) => void,
): void {
  const pasted = event.clipboardData?.getData('text/plain') ?? '';
  if (!/[\r\n\u2028\u2029]/.test(pasted)) return;
  event.preventDefault();
  const input = event.currentTarget;
  const end = input.value.length;
  input.setRangeText(
    pasted.trim().replace(LINE_BREAK, ''),
    input.selectionStart ?? end,
    input.selectionEnd ?? end,
    'end',
  );
  onInput(input.value);
}

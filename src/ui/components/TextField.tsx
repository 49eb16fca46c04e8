import type { Ref, TargetedInputEvent } from 'preact';
import { type ControlProps, Field } from './Field.tsx';

export interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  help?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  type?: 'text' | 'date' | 'datetime-local';
  inputMode?: 'text' | 'numeric' | 'email' | 'url';
  inputRef?: Ref<HTMLInputElement>;
}

/** A line of text. What it holds may be part of a key, so the browser keeps none of it. */
export function TextField(props: TextFieldProps) {
  const { label, help, error } = props;
  return (
    <Field label={label} help={help} error={error}>
      {(control) => <TextInput {...props} control={control} />}
    </Field>
  );
}

function TextInput({ control, ...props }: TextFieldProps & { control: ControlProps }) {
  const attributes = {
    ...control,
    ref: props.inputRef ?? null,
    class: 'input',
    value: props.value,
    placeholder: props.placeholder ?? '',
    inputMode: props.inputMode ?? 'text',
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) =>
      props.onInput(event.currentTarget.value),
  };
  if (props.type === 'datetime-local') return <input {...attributes} type="datetime-local" />;
  if (props.type === 'date') return <input {...attributes} type="date" />;
  return <input {...attributes} type="text" />;
}

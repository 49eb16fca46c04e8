import { ChevronDown } from 'lucide';
import { Field } from './Field.tsx';
import { Icon } from './Icon.tsx';

interface SelectFieldProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  help?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
}

/** A choice of a few: the browser's own select. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Field label={props.label} help={props.help} error={props.error}>
      {(control) => (
        <div class="select">
          <select
            {...control}
            class="input select-input"
            value={props.value}
            disabled={props.disabled}
            onChange={(event) => props.onChange(event.currentTarget.value)}
          >
            {props.options.map(({ value, label }) => (
              <option key={value} value={value} selected={value === props.value}>
                {label}
              </option>
            ))}
          </select>
          <Icon shapes={ChevronDown} size={14} />
        </div>
      )}
    </Field>
  );
}

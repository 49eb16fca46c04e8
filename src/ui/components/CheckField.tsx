import { useId } from 'preact/hooks';

interface CheckFieldProps {
  label: string;
  checked: boolean;
  /** Called in the click itself: the browser may be asked for a permission. */
  onChange: (checked: boolean) => void;
  help?: string | undefined;
  /** What is wrong, as a sentence. */
  error?: string | undefined;
  disabled?: boolean;
  /** Takes effect at once, and is announced as a switch. */
  isSwitch?: boolean;
}

/** Yes or no: the browser's own checkbox. It shows what is so, not what was clicked. */
export function CheckField({
  label,
  checked,
  onChange,
  help,
  error,
  disabled = false,
  isSwitch = false,
}: CheckFieldProps) {
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="check">
      <input
        type="checkbox"
        role={isSwitch ? 'switch' : undefined}
        class="check-box"
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          const wanted = event.currentTarget.checked;
          event.currentTarget.checked = checked;
          onChange(wanted);
        }}
      />
      <label class="field-label" for={id}>
        {label}
      </label>
      {help && (
        <p class="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

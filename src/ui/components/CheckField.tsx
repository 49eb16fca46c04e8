import { useId } from 'preact/hooks';

interface CheckFieldProps {
  label: string;
  checked: boolean;
  /** Called in the click itself: the browser may be asked for a permission. */
  onChange: (checked: boolean) => void;
  help?: string | undefined;
  disabled?: boolean;
}

/** Yes or no: the browser's own checkbox. It shows what is so, not what was clicked. */
export function CheckField({ label, checked, onChange, help, disabled = false }: CheckFieldProps) {
  const id = useId();
  return (
    <div class="check">
      <input
        type="checkbox"
        class="check-box"
        id={id}
        aria-describedby={help ? `${id}-help` : undefined}
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
    </div>
  );
}

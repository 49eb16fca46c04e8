import { Field } from './Field.tsx';

interface FileFieldProps {
  label: string;
  /** Called with the file, or with `null` when the choice was taken back. */
  onChoose: (file: File | null) => void;
  help?: string | undefined;
  error?: string | undefined;
  /** What the browser's dialog shows first: ".csv,.json". */
  accept?: string;
  /** Forgets the choice at once, so that the same file may be chosen again. */
  once?: boolean;
}

/** The choice of one file, by the browser's own dialog. */
export function FileField({ label, onChoose, help, error, accept, once = false }: FileFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <input
          {...control}
          class="input file-input"
          type="file"
          {...(accept === undefined ? {} : { accept })}
          onChange={(event) => {
            onChoose(event.currentTarget.files?.[0] ?? null);
            if (once) event.currentTarget.value = '';
          }}
        />
      )}
    </Field>
  );
}

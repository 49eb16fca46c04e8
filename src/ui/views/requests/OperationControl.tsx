import type { OperationField } from '../../../domain/operation.ts';
import { CheckField } from '../../components/CheckField.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { fromLocalInput, toLocalInput } from '../../date-words.ts';
import { nameOf } from './OperationFields.tsx';

interface OperationControlProps {
  field: OperationField;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

const NOT_SENT = { value: '', label: 'Not sent' };
const YES_OR_NO = [
  { value: 'yes', label: 'true' },
  { value: 'no', label: 'false' },
];

/** One field of an operation, as the control that its kind asks for. */
export function OperationControl(props: OperationControlProps) {
  const { field, value, error, onChange } = props;
  const label = nameOf(field);
  const common = { label, value, error, help: helpOf(field), onInput: onChange };
  if (field.secret) return <SecretField {...common} />;
  switch (field.kind) {
    case 'choice':
      return <Choice {...props} options={field.options ?? []} />;
    case 'switch':
      return <Switch {...props} />;
    case 'date':
      return <TextField {...common} type="date" />;
    case 'date-time':
      return <Moment {...props} />;
    case 'list':
    case 'json':
    case 'long-text':
      return <TextArea {...common} rows={field.kind === 'list' ? 3 : 5} />;
    case 'number':
      return <TextField {...common} inputMode="numeric" />;
    case 'text':
      return <TextField {...common} />;
  }
}

type ChoiceProps = OperationControlProps & { options: readonly { value: string; label: string }[] };

function Choice({ field, value, error, options, onChange }: ChoiceProps) {
  const none = field.required ? { value: '', label: 'Choose…' } : NOT_SENT;
  return (
    <SelectField
      label={nameOf(field)}
      value={value}
      error={error}
      help={helpOf(field)}
      options={field.required && value !== '' ? options : [none, ...options]}
      onChange={onChange}
    />
  );
}

/** One that is always sent is a box to tick; else "false" and "not sent" are different things. */
function Switch(props: OperationControlProps) {
  const { field, value, onChange } = props;
  if (field.initial === undefined && !field.required) {
    return <Choice {...props} options={YES_OR_NO} />;
  }
  return (
    <CheckField
      label={nameOf(field)}
      checked={value === 'yes'}
      help={helpOf(field)}
      error={props.error}
      onChange={(checked) => onChange(checked ? 'yes' : 'no')}
    />
  );
}

/** A date and time on the clock here; sent as an instant. */
function Moment({ field, value, error, onChange }: OperationControlProps) {
  const instantMs = Date.parse(value);
  return (
    <TextField
      label={nameOf(field)}
      type="datetime-local"
      value={Number.isNaN(instantMs) ? '' : toLocalInput(instantMs)}
      error={error}
      help={helpOf(field)}
      onInput={(typed) => {
        const atMs = fromLocalInput(typed);
        onChange(atMs === null ? '' : new Date(atMs).toISOString());
      }}
    />
  );
}

const KIND_HELP: Partial<Record<OperationField['kind'], string>> = {
  list: 'One value a line.',
  json: 'Any JSON value; numbers go out as they are written.',
};

function helpOf({ kind, required, help }: OperationField): string {
  const form = /a line/.test(help ?? '') ? undefined : KIND_HELP[kind];
  return [required && 'Required.', help, form].filter(Boolean).join(' ');
}

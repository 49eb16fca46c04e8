import type { CredentialSummary } from '../../domain/credential.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { FieldCard, ProviderCard } from '../../domain/provider-card.ts';
import { CheckField } from '../components/CheckField.tsx';
import { SelectField } from '../components/SelectField.tsx';
import { TextField, type TextFieldProps } from '../components/TextField.tsx';
import { canExpire, fieldsThere, isKept, type KeyDraft } from '../key-draft.ts';
import { ApiTable } from './authentication/ApiTable.tsx';
import { ExpiryFields } from './expiry/ExpiryFields.tsx';
import { StoredSecret } from './StoredSecret.tsx';
import { AllowedUrls, RuleField } from './scope/RuleFields.tsx';

interface KeyFieldsProps {
  draft: KeyDraft;
  card: ProviderCard;
  cards: readonly ProviderCard[];
  stored: CredentialSummary | null;
  failure: Failure | null;
  /** Takes the draft as it is by then: two fields may be filled before anything is drawn again. */
  onEdit: (edit: (draft: KeyDraft) => KeyDraft) => void;
  onSystem: (id: string) => void;
}

const GIVEN = 'You were given it for look-ups only: just what it is called can be changed.';

/** The fields of a key: those that every key has, and those that its system's card draws. */
export function KeyFields(props: KeyFieldsProps) {
  const { draft, card, cards, stored, onEdit, onSystem } = props;
  const set = (part: Partial<KeyDraft>) => onEdit((now) => ({ ...now, ...part }));
  // A key for look-ups alone stays as it was given; only what it is called can be changed.
  const fields = stored?.lookUpOnly ? [] : fieldsThere(draft, card);
  const everyday = fields.filter((field) => !field.advanced);
  const advanced = fields.filter((field) => field.advanced);
  return (
    <>
      <SelectField
        label="System"
        value={card.id}
        options={cards.map(({ id, label }) => ({ value: id, label }))}
        help={stored?.lookUpOnly ? GIVEN : card.about}
        disabled={stored !== null}
        onChange={onSystem}
      />
      {stored === null && <Registration card={card} />}
      <TextField
        label="Label"
        value={draft.label}
        onInput={(label) => set({ label })}
        placeholder={card.label}
        help="What you call it: “Support, EMEA”."
        error={errorOf('label', props.failure)}
      />
      {everyday.map((field) => (
        <CardField key={field.name} field={field} {...props} />
      ))}
      {!stored?.lookUpOnly && <ApiTable {...{ draft, card, stored }} />}
      {!stored?.lookUpOnly && canExpire(draft, card) && (
        <TextField
          label="Expires"
          type="datetime-local"
          value={draft.expires}
          onInput={(expires) => set({ expires })}
          help={`Optional, on this computer’s clock. ${card.expiryHelp}`}
          error={errorOf('expiresAtMs', props.failure) ?? errorOf('expires', props.failure)}
        />
      )}
      {!stored?.lookUpOnly && canExpire(draft, card) && (
        <ExpiryFields draft={draft} card={card} onEdit={set} />
      )}
      <TextField
        label="Description"
        value={draft.description}
        onInput={(description) => set({ description })}
        help="Optional. Whom to ask about it, what it may be used for."
        error={errorOf('description', props.failure)}
      />
      <Advanced fields={advanced} {...props} />
      {!stored?.lookUpOnly && <AllowedUrls {...props} />}
    </>
  );
}

function Advanced({ fields, ...props }: KeyFieldsProps & { fields: readonly FieldCard[] }) {
  if (fields.length === 0) return null;
  return (
    <details class="details">
      <summary>Advanced</summary>
      <div class="stack details-body">
        {fields.map((field) => (
          <CardField key={field.name} field={field} {...props} />
        ))}
      </div>
    </details>
  );
}

function Registration({ card }: { card: ProviderCard }) {
  const { registration } = card;
  if (registration === null || !registration.startsWith('https://')) return null;
  return (
    <p class="field-help">
      No key yet?{' '}
      <a class="link" href={registration} target="_blank" rel="noreferrer noopener">
        Apply for one
      </a>
    </p>
  );
}

function CardField({
  field,
  draft,
  card,
  stored,
  failure,
  onEdit,
}: KeyFieldsProps & { field: FieldCard }) {
  const { name, label, kind } = field;
  const common = {
    label,
    value: draft.fields[name] ?? '',
    onInput: (value: string) =>
      onEdit((now) => ({ ...now, fields: { ...now.fields, [name]: value } })),
    help: field.help === '' ? undefined : field.help,
    error: errorOf(name, failure),
  };
  if (kind === 'choice') {
    const value = common.value === '' ? field.initial : common.value;
    const { options, help } = { ...field, help: common.help };
    return <SelectField {...{ label, value, options, help }} onChange={common.onInput} />;
  }
  if (kind === 'switch') {
    const onChange = (on: boolean) => common.onInput(on ? 'yes' : '');
    return <CheckField {...{ label, onChange }} help={common.help} checked={common.value !== ''} />;
  }
  if (kind === 'rules') return <RuleField {...{ field, draft, card, failure, onEdit }} />;
  if (kind === 'secret') {
    const kept = isKept(field, draft, card, stored);
    return <StoredSecret {...common} {...{ field, draft, kept, onEdit }} />;
  }
  return <TextField {...common} {...CONTROLS[kind]} />;
}

/** No control of type "number" or "url": they drop or judge what was typed before we can. */
const CONTROLS: {
  [K in Exclude<FieldCard['kind'], 'secret' | 'choice' | 'switch' | 'rules'>]: Pick<
    TextFieldProps,
    'inputMode'
  >;
} = {
  text: {},
  email: { inputMode: 'email' },
  url: { inputMode: 'url' },
  number: { inputMode: 'numeric' },
};

function errorOf(field: string, failure: Failure | null): string | undefined {
  if (!isFailure(failure, 'field-invalid') || failure.facts.field !== field) return undefined;
  return `${failure.facts.label} ${failure.facts.problem}.`;
}

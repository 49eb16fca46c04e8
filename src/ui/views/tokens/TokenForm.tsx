import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { TokenWish } from '../../../domain/made-token.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import type { TokenField, TokenKind } from '../../../domain/token-kind.ts';
import { Button } from '../../components/Button.tsx';
import { CheckField } from '../../components/CheckField.tsx';
import { KeyChoice } from '../../components/KeyChoice.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { adviceOn, boundsWords } from './token-words.ts';

interface TokenFormProps {
  keys: readonly CredentialSummary[];
  cards: readonly ProviderCard[];
  busy: boolean;
  onCreate: (wish: TokenWish) => void;
  /** Another token is meant than the one that was made. */
  onChange: () => void;
}

/** What was typed; `null` stands for what is usual. */
interface Draft {
  keyId: string | null;
  kindId: string | null;
  lifetime: string | null;
  values: Record<string, string>;
  extra: string;
}

const EMPTY = { kindId: null, lifetime: null, values: {}, extra: '' };

function useDraft(first: CredentialSummary | undefined, onChange: () => void) {
  // The first key is meant until another is chosen, also when the list changes its order.
  const [draft, setDraft] = useState<Draft>({ keyId: first?.id ?? null, ...EMPTY });
  function set(next: (before: Draft) => Draft) {
    setDraft(next);
    onChange();
  }
  return {
    draft,
    change: (part: Partial<Draft>) => set((before) => ({ ...before, ...part })),
    changeValue: (name: string, value: string) =>
      set((before) => ({ ...before, values: { ...before.values, [name]: value } })),
  };
}

/** Which token is wanted: with which key, of which kind, for how long, and what else it says. */
export function TokenForm({ keys, cards, busy, onCreate, onChange }: TokenFormProps) {
  const { draft, change, changeValue } = useDraft(keys[0], onChange);
  const key = keys.find(({ id }) => id === draft.keyId) ?? keys[0];
  const kinds = cards.find(({ id }) => id === key?.provider)?.tokens ?? [];
  const kind = kinds.find(({ id }) => id === draft.kindId) ?? kinds[0];
  if (key === undefined || kind === undefined) return null;
  function onSubmit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || key === undefined || kind === undefined) return;
    onCreate(wishOf(draft, key, kind));
  }
  return (
    <form class="token-form" noValidate onSubmit={onSubmit}>
      <h2 class="section-title">Create a token</h2>
      <div class="token-fields">
        <KeyChoice keys={keys} chosen={key} onChoose={(keyId) => change({ ...EMPTY, keyId })} />
        {kinds.length > 1 && (
          <SelectField
            label="Kind"
            value={kind.id}
            options={kinds.map(({ id, label }) => ({ value: id, label }))}
            onChange={(kindId) => change({ ...EMPTY, kindId })}
          />
        )}
        {kind.fields.map((field) => (
          <KindField
            key={field.name}
            field={field}
            value={draft.values[field.name] ?? field.initial}
            onInput={(value) => changeValue(field.name, value)}
          />
        ))}
        <TextField
          label="Lifetime (seconds)"
          inputMode="numeric"
          value={draft.lifetime ?? `${kind.usual}`}
          onInput={(lifetime) => change({ lifetime })}
          help={boundsWords(kind)}
        />
      </div>
      <Advice kind={kind} seconds={Number(draft.lifetime ?? kind.usual)} />
      <ExtraClaims value={draft.extra} onInput={(extra) => change({ extra })} />
      <div class="actions">
        <Button type="submit" kind="primary" busy={busy}>
          Create token
        </Button>
      </div>
    </form>
  );
}

function ExtraClaims({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  return (
    <details class="details">
      <summary>Extra claims</summary>
      <div class="details-body">
        <TextArea
          label="Extra claims (JSON)"
          rows={3}
          value={value}
          onInput={onInput}
          help='They add to the system’s own claims and replace none: {"name": "value"}.'
        />
      </div>
    </details>
  );
}

function wishOf(
  { lifetime, values, extra }: Draft,
  key: CredentialSummary,
  kind: TokenKind,
): TokenWish {
  const typed = kind.fields.map(({ name, initial }) => [name, values[name] ?? initial]);
  return {
    credentialId: key.id,
    kind: kind.id,
    // What is no number is none that the worker takes, and it says which ones are.
    lifetimeSeconds: lifetime === null ? null : secondsIn(lifetime),
    values: Object.fromEntries(typed),
    extra,
    madeForSeconds: null,
  };
}

function secondsIn(typed: string): number {
  return /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : -1;
}

function Advice({ kind, seconds }: { kind: TokenKind; seconds: number }) {
  const words = adviceOn(kind, seconds);
  return (
    <div role="status" class="token-advice">
      {words !== null && <Notice tone="warn">{words}</Notice>}
    </div>
  );
}

interface KindFieldProps {
  field: TokenField;
  value: string;
  onInput: (value: string) => void;
}

/** What a kind of token asks for besides, as a control of its own. */
function KindField({ field, value, onInput }: KindFieldProps) {
  const { kind, required, options } = field;
  const label = required ? field.label : `${field.label} (optional)`;
  if (kind === 'choice') {
    // A system may have its own words for leaving it out.
    const told = required || options.some(({ value: own }) => own === '');
    const none = told ? [] : [{ value: '', label: 'Not told' }];
    return (
      <SelectField label={label} value={value} options={[...none, ...options]} onChange={onInput} />
    );
  }
  if (kind === 'switch') {
    return (
      <CheckField
        label={field.label}
        checked={value === 'yes'}
        onChange={(checked) => onInput(checked ? 'yes' : '')}
      />
    );
  }
  return (
    <TextField
      label={label}
      inputMode={kind === 'number' ? 'numeric' : 'text'}
      value={value}
      onInput={onInput}
    />
  );
}

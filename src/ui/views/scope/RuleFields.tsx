import { useState } from 'preact/hooks';
import { type Failure, isFailure } from '../../../domain/failure.ts';
import type { FieldCard, ProviderCard } from '../../../domain/provider-card.ts';
import type { UrlRule } from '../../../domain/url-rule.ts';
import { readRules, writeRules } from '../../../domain/url-rule-text.ts';
import { baseUrlsOf, fieldsThere, type KeyDraft } from '../../key-draft.ts';
import { RuleRows } from './RuleRows.tsx';
import { lintOf, type RuleScene } from './rule-lint.ts';
import { LOCAL_METHODS, NO_RULES, REMOTE_STAR_HELP, STAR_HELP } from './rule-words.ts';

interface RuleFieldsProps {
  draft: KeyDraft;
  card: ProviderCard;
  failure: Failure | null;
  onEdit: (edit: (draft: KeyDraft) => KeyDraft) => void;
}

/** The rules that the system itself has for the key: a field of the system's card. */
export function RuleField({
  field,
  draft,
  card,
  failure,
  onEdit,
}: RuleFieldsProps & { field: FieldCard }) {
  const rowsIn = ({ fields }: KeyDraft): UrlRule[] => {
    const rules = readRules(fields[field.name] ?? '');
    return rules.length === 0 && field.required ? [{ url: '', method: 'GET' }] : rules;
  };
  const rules = rowsIn(draft);
  return (
    <RuleRows
      legend={field.label}
      help={`${field.help} ${REMOTE_STAR_HELP}`}
      rules={rules}
      methods={field.options}
      checked={isAbout(field.name, failure)}
      lint={lintOf(rules, { ...sceneOf(draft, card), calls: [], remote: null })}
      onEdit={(edit) =>
        onEdit((now) => ({
          ...now,
          fields: { ...now.fields, [field.name]: writeRules(edit(rowsIn(now))) },
        }))
      }
    />
  );
}

/** The rules that Latchkey itself keeps to, for a key of any system. */
export function AllowedUrls({ draft, card, failure, onEdit }: RuleFieldsProps) {
  const { rules } = draft;
  // Only how it begins: it does not close under the hand that takes the last rule away.
  const [open] = useState(rules.length > 0);
  return (
    <details class="details" open={open}>
      <summary>Allowed URLs</summary>
      <div class="details-body">
        <RuleRows
          legend="Latchkey signs only requests to"
          help={STAR_HELP}
          none={NO_RULES}
          rules={rules}
          methods={LOCAL_METHODS}
          checked={isAbout('rules', failure)}
          lint={lintOf(rules, sceneOf(draft, card))}
          onEdit={(edit) => onEdit((now) => ({ ...now, rules: edit(now.rules) }))}
        />
      </div>
    </details>
  );
}

/** Also of a single row, as the worker names it: "rules.2". */
function isAbout(name: string, failure: Failure | null): boolean {
  return isFailure(failure, 'field-invalid') && failure.facts.field.split('.')[0] === name;
}

/** Whether the vault may hold an address that the form does not show, because it is a secret. */
function mayHideOne({ fields, id }: KeyDraft, card: ProviderCard): boolean {
  const hidden = card.fields.filter(
    ({ kind, hostOf }) => kind === 'secret' && hostOf !== undefined,
  );
  return id !== null && hidden.some(({ name }) => fields[name] === '');
}

/** What a draft's rules are for. */
export function sceneOf(draft: KeyDraft, card: ProviderCard): RuleScene {
  const field = fieldsThere(draft, card).find(({ kind }) => kind === 'rules');
  return {
    baseUrls: mayHideOne(draft, card) ? [] : baseUrlsOf(draft, card),
    calls: card.calls,
    abilities: card.abilities,
    remote: field === undefined ? null : readRules(draft.fields[field.name] ?? ''),
  };
}

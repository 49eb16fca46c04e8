import { addressesIn, leadElsewhere } from '../domain/addresses.ts';
import type { CredentialFields, CredentialSummary } from '../domain/credential.ts';
import { holds } from '../domain/field-condition.ts';
import type { FieldCard, ProviderCard } from '../domain/provider-card.ts';
import type { UrlRule } from '../domain/url-rule.ts';
import { readRules } from '../domain/url-rule-text.ts';
import type { CredentialDraft } from '../rpc/requests/credentials.ts';
import type { MailFilling } from './activation-mail/mail-findings.ts';
import { fromLocalInput, toLocalInput } from './date-words.ts';
import { problemOfRule } from './views/scope/rule-problem.ts';

/** A key's form as it is being typed. */
export interface KeyDraft {
  id: string | null;
  /** The version of the stored key that is edited; 0 for a new one. */
  version: number;
  provider: string;
  label: string;
  description: string;
  /** As `<input type="datetime-local">` has it; '' for none. */
  expires: string;
  /** Whether it is deleted some days after that. */
  deleteAfterExpiry: boolean;
  fields: CredentialFields;
  /** Names of stored secrets that are to be removed, where nothing is typed in their place. */
  emptied: string[];
  rules: UrlRule[];
}

/** What is wrong with a field, as the end of a sentence, so that it reads like the worker's. */
export interface FieldProblem {
  field: string;
  label: string;
  problem: string;
}

/** An empty form for a system. */
export function newDraft(card: ProviderCard): KeyDraft {
  return {
    id: null,
    version: 0,
    provider: card.id,
    label: '',
    description: '',
    expires: '',
    deleteAfterExpiry: card.deletedAfterDays !== null,
    fields: initialFields(card),
    emptied: [],
    rules: [],
  };
}

/** The form of a stored key; its secrets stay in the vault and begin empty. */
export function draftOf(credential: CredentialSummary, card: ProviderCard): KeyDraft {
  const { id, version, provider, label, description, expiresAtMs, rules } = credential;
  const fields = { ...emptyFields(card), ...credential.fields };
  const expires = toLocalInput(expiresAtMs);
  const { deleteAfterExpiry } = credential;
  const named = { id, version, provider, label, description, expires, deleteAfterExpiry };
  return { ...named, fields, emptied: [], rules };
}

/** A draft with the secrets that were typed into another one. */
export function withTypedSecrets(draft: KeyDraft, typed: KeyDraft, card: ProviderCard): KeyDraft {
  const secrets = card.fields
    .filter(({ kind }) => kind === 'secret')
    .map(({ name }) => [name, typed.fields[name] ?? '']);
  const fields = { ...draft.fields, ...Object.fromEntries(secrets) };
  return { ...draft, fields, emptied: typed.emptied };
}

/** The draft for another system, with what both have in common. */
export function draftForSystem(draft: KeyDraft, card: ProviderCard): KeyDraft {
  const deleteAfterExpiry = card.deletedAfterDays !== null;
  return { ...draft, provider: card.id, deleteAfterExpiry, fields: initialFields(card) };
}

/** Whether a key with these values can expire at all. */
export function canExpire({ fields }: KeyDraft, card: ProviderCard): boolean {
  return holds(card.expiresOnly, card.fields, fields);
}

/** The draft with what a mail says; what it does not say stays, and so does a label. */
export function filledFrom(
  { provider, fields, expiresAtMs, label }: MailFilling,
  draft: KeyDraft,
  cards: readonly ProviderCard[],
): KeyDraft {
  const card = cards.find(({ id }) => id === provider);
  const own =
    card === undefined || draft.provider === provider ? draft : draftForSystem(draft, card);
  return {
    ...own,
    label: own.label.trim() === '' ? label : own.label,
    expires: expiresAtMs === null ? own.expires : toLocalInput(expiresAtMs),
    fields: { ...own.fields, ...fields },
  };
}

/** The draft as it is sent. `stored` keeps an untouched expiry to the millisecond. */
export function toCredentialDraft(
  { expires, ...draft }: KeyDraft,
  card: ProviderCard,
  stored: CredentialSummary | null,
): CredentialDraft {
  if (!canExpire({ expires, ...draft }, card)) return { ...draft, expiresAtMs: null };
  const untouched = stored !== null && toLocalInput(stored.expiresAtMs) === expires;
  return { ...draft, expiresAtMs: untouched ? stored.expiresAtMs : fromLocalInput(expires) };
}

/** The first field that is missing; everything finer is the worker's to say. */
export function missingField(
  draft: KeyDraft,
  card: ProviderCard,
  stored: CredentialSummary | null,
): FieldProblem | null {
  if (stored?.lookUpOnly) return null;
  const problem = 'is missing';
  const isStored = ({ name }: FieldCard) =>
    stored?.secretsSet.includes(name) === true && !draft.emptied.includes(name);
  const missing = fieldsThere(draft, card).find(
    (field) =>
      (field.required || isStored(field)) &&
      isEmpty(draft, field) &&
      !isKept(field, draft, card, stored),
  );
  if (missing === undefined) return wrongRule(draft, card);
  const again = isStored(missing);
  const { name: field, label } = missing;
  return { field, label, problem: again ? 'must be typed again for another host' : problem };
}

/** The fields that this draft has by what is chosen in it. */
export function fieldsThere({ fields }: KeyDraft, card: ProviderCard): FieldCard[] {
  return card.fields.filter(({ onlyWhen }) => holds(onlyWhen, card.fields, fields));
}

/** The first rule that cannot be read as one. */
function wrongRule(draft: KeyDraft, card: ProviderCard): FieldProblem | null {
  const lists = fieldsThere(draft, card).filter(({ kind }) => kind === 'rules');
  const all = [
    ...lists.map(({ name }) => [name, readRules(draft.fields[name] ?? '')] as const),
    ['rules', draft.rules] as const,
  ];
  for (const [name, rules] of all) {
    const problem = rules.map(({ url }) => problemOfRule(url)).find((each) => each !== null);
    if (problem) return { field: name, label: 'URL', problem };
  }
  return null;
}

/**
 * Whether a secret that is left empty keeps what the vault holds: where no request goes to another
 * host than before it does.
 */
export function isKept(
  field: FieldCard,
  draft: KeyDraft,
  card: ProviderCard,
  stored: CredentialSummary | null,
): boolean {
  if (field.kind !== 'secret' || stored === null) return false;
  if (draft.emptied.includes(field.name)) return false;
  const before = addressesOf(draftOf(stored, card), card);
  return !leadElsewhere(before, addressesOf(draft, card)) && stored.secretsSet.includes(field.name);
}

/** Whether the key has a value for this field, typed or kept in the vault. */
export function isFilled(
  name: string,
  draft: KeyDraft,
  card: ProviderCard,
  stored: CredentialSummary | null,
): boolean {
  const field = fieldsThere(draft, card).find((each) => each.name === name);
  return field !== undefined && (!isEmpty(draft, field) || isKept(field, draft, card, stored));
}

/** The base URLs that the key's requests will go to, each once: all that is chosen and typed brings. */
export function baseUrlsOf(draft: KeyDraft, card: ProviderCard): string[] {
  return [...new Set(addressesOf(draft, card).values())];
}

function addressesOf(draft: KeyDraft, card: ProviderCard): Map<string, string> {
  return addressesIn(fieldsThere(draft, card), draft.fields);
}

function isEmpty(draft: KeyDraft, field: FieldCard): boolean {
  return (draft.fields[field.name] ?? '').trim() === '';
}

function initialFields(card: ProviderCard): CredentialFields {
  return Object.fromEntries(card.fields.map(({ name, initial }) => [name, initial]));
}

function emptyFields(card: ProviderCard): CredentialFields {
  return Object.fromEntries(card.fields.map(({ name }) => [name, '']));
}

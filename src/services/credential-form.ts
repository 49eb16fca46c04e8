import { leadElsewhere } from '../domain/addresses.ts';
import type { Credential, CredentialFields, CredentialSummary } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import { holds } from '../domain/field-condition.ts';
import type { Ability, FieldFacts, ProviderFacts } from '../domain/provider-card.ts';
import { readPattern } from '../domain/url-match.ts';
import type { UrlRule } from '../domain/url-rule.ts';
import { baseUrlsOf, type CredentialField, type Provider } from '../providers/provider.ts';
import { mayBeUsedFor } from './look-up-only.ts';

/** The system of that id. @throws Failure `field-invalid` where this version knows none */
export function findProvider(providers: readonly Provider[], id: string): Provider {
  const provider = providers.find((candidate) => candidate.id === id);
  if (provider) return provider;
  const problem = 'is not one that this version knows';
  throw new Failure('field-invalid', { field: 'provider', label: 'System', problem });
}

/**
 * What was typed, tidied and checked field by field. An empty secret keeps the stored one, but not
 * for another host: whoever sits at an open vault must not send it elsewhere unseen.
 */
export function readFields(provider: Provider, typed: CredentialFields, before: CredentialFields) {
  const open = provider.fields.filter((field) => field.kind !== 'secret');
  const fields: CredentialFields = { ...before };
  for (const field of open) {
    // A field stands behind the one that it depends on, so that one is read by now.
    const there = holds(field.onlyWhen, provider.fields, fields);
    fields[field.name] = there ? readField(field, typed, '') : '';
  }
  const secrets = provider.fields.filter(({ kind }) => kind === 'secret');
  // One of them may be an address: what is typed there says where the others would go.
  const after = { ...fields };
  for (const { name, tidy } of secrets)
    after[name] = tidy(typed[name] ?? '') || (before[name] ?? '');
  const elsewhere = leadElsewhere(baseUrlsOf(provider, before), baseUrlsOf(provider, after));
  for (const field of secrets) {
    const kept = before[field.name] ?? '';
    if (elsewhere && kept !== '' && field.tidy(typed[field.name] ?? '') === '') {
      const problem = 'must be typed again for another host';
      throw new Failure('field-invalid', { field: field.name, label: field.label, problem });
    }
    fields[field.name] = readField(field, typed, kept);
  }
  const wrong = provider.problemIn?.(fields);
  if (!wrong) return fields;
  const label = provider.fields.find(({ name }) => name === wrong.field)?.label ?? '';
  throw new Failure('field-invalid', { ...wrong, label });
}

function readField(field: CredentialField, typed: CredentialFields, kept: string): string {
  const given = Object.hasOwn(typed, field.name) ? (typed[field.name] ?? '') : field.initial;
  const { value, problem } = checkField(field, given, kept);
  if (problem === null) return value;
  throw new Failure('field-invalid', { field: field.name, label: field.label, problem });
}

/** A value as it is to be kept, and what is wrong with it (the end of a sentence; `null`: nothing). */
export function checkField(field: CredentialField, given: string, kept = '') {
  const value = field.tidy(given) || kept;
  const missing = value === '' && field.required ? 'is missing' : null;
  return { value, problem: missing ?? (value === '' ? null : problemOf(field, value)) };
}

function problemOf(field: CredentialField, value: string): string | null {
  const { kind, options } = field;
  const problem = field.problem(value);
  const stray = kind === 'choice' && !options.some((option) => option.value === value);
  if (problem !== null || !stray) return problem;
  return `must be ${options.map(({ label }) => label).join(', ')}`;
}

/** The rules of a form, tidied. @throws Failure `field-invalid` naming the row: "rules.2" */
export function readUrlRules(typed: readonly UrlRule[]): UrlRule[] {
  return typed.map(({ url, method }, place) => {
    if (readPattern(url) !== null) return { url: url.trim(), method };
    const problem = `is not a path in row ${place + 1}`;
    throw new Failure('field-invalid', { field: `rules.${place}`, label: 'URL', problem });
  });
}

/** Whether a key of these fields can expire at all. */
export function canExpire(provider: Provider, values: CredentialFields): boolean {
  return holds(provider.expiresOnly ?? null, provider.fields, values);
}

/** @throws Failure `field-invalid` for an expiry of a key that cannot have one */
export function assertExpires(provider: Provider, { fields, expiresAtMs }: Credential): void {
  if (expiresAtMs === null || canExpire(provider, fields)) return;
  const problem = 'is not for keys of this type';
  throw new Failure('field-invalid', { field: 'expiresAtMs', label: 'Expires', problem });
}

/** The names of the fields that hold secrets. */
function secretNames(provider: Provider): string[] {
  return provider.fields.filter((field) => field.kind === 'secret').map((field) => field.name);
}

/** The values that a page may see. */
function openFields(provider: Provider, fields: CredentialFields): CredentialFields {
  const open = provider.fields.filter((field) => field.kind !== 'secret');
  return Object.fromEntries(open.map((field) => [field.name, fields[field.name] ?? '']));
}

const ABILITIES: readonly Ability[] = ['meetings', 'sites', 'renewal', 'tokens', 'webhooks'];

/** What the system can do. */
function abilitiesOf(provider: Provider): Ability[] {
  return ABILITIES.filter((ability) => provider[ability] !== undefined);
}

/** What of a summary is not in the credential. */
type Around = Pick<
  CredentialSummary,
  'origins' | 'hostAllowed' | 'expired' | 'renewal' | 'automatic' | 'deletesAtMs'
>;

/** The credential as pages see it. */
export function summaryOf(
  provider: Provider,
  credential: Credential,
  around: Around,
): CredentialSummary {
  const { id, version, label, description, expiresAtMs, disabled, lookUpOnly, rules } = credential;
  const { deleteAfterExpiry } = credential;
  return {
    id,
    version,
    label,
    description,
    expiresAtMs,
    disabled,
    lookUpOnly,
    rules,
    deleteAfterExpiry,
    ...around,
    provider: provider.id,
    providerLabel: provider.label,
    abilities: abilitiesOf(provider).filter((ability) => mayBeUsedFor(ability, credential)),
    fields: openFields(provider, credential.fields),
    secretsSet: secretNames(provider).filter((name) => (credential.fields[name] ?? '') !== ''),
    previous: credential.previous.map((previous) => ({
      id: previous.id,
      hint: provider.renewal?.hint(previous.fields) ?? '',
      expiresAtMs: previous.expiresAtMs,
      replacedAtMs: previous.replacedAtMs,
      leaked: previous.leaked,
    })),
  };
}

/** What the system's form asks for and what it can do. */
export function factsOf(provider: Provider): ProviderFacts {
  const { id, label, registration, expiresOnly = null, expiryRule } = provider;
  return {
    id,
    label,
    deletedAfterDays: expiryRule.deletedAfterDays,
    registration,
    expiresOnly,
    abilities: abilitiesOf(provider),
    calls: [...provider.calls],
    tokens: [...(provider.tokens?.kinds ?? [])],
    ...(provider.apis && { apis: [...provider.apis] }),
    fields: provider.fields.map(fieldFactsOf),
  };
}

/** The field without what only the worker knows of it. */
function fieldFactsOf(field: CredentialField): FieldFacts {
  const { onlyToRenew: _, describes: __, tidy: ___, problem: ____, ...facts } = field;
  return facts;
}

/** Whether the fields that make the key differ, not only those that say how to use it. */
export function isOtherKey(provider: Provider, before: CredentialFields, after: CredentialFields) {
  return keyName(provider, before) !== keyName(provider, after);
}

/** A name for a key that is made of its fields, secrets among them: for comparing, never for showing. */
export function keyName(provider: Provider, fields: CredentialFields): string {
  const making = provider.fields.filter((field) => !field.advanced && !field.describes);
  return JSON.stringify([provider.id, ...making.map(({ name }) => fields[name] ?? '')]);
}

import type { Clock } from '../adapters/clock.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Random } from '../adapters/random.ts';
import {
  type Credential,
  type CredentialFields,
  type CredentialSummary,
  credentialSchema,
} from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { Ability, ProviderCard } from '../domain/provider-card.ts';
import type { CredentialField, Provider } from '../providers/provider.ts';
import { matchPatternFor } from './gateway.ts';
import type { Book, Transact } from './vault.ts';

export const CREDENTIAL = 'credential';

/** Keys that were replaced by hand or renewal and are kept, newest first. */
const PREVIOUS_KEPT = 5;

/** A form as it comes from a page. */
export interface Draft {
  id: string | null;
  provider: string;
  label: string;
  description: string;
  expiresAtMs: number | null;
  fields: CredentialFields;
}

/** A credential together with the system it is for. */
export interface Usable {
  credential: Credential;
  provider: Provider;
}

/** The keys in the vault. */
export interface Credentials {
  cards(): ProviderCard[];
  list(): Promise<CredentialSummary[]>;
  /** @throws Failure `field-invalid`, `credential-missing` */
  save(draft: Draft): Promise<{ id: string }>;
  setDisabled(id: string, disabled: boolean): Promise<void>;
  remove(id: string): Promise<void>;
  /** Puts the newest previous key back into use and keeps the current one as previous. */
  goBack(id: string): Promise<void>;
  /** The credential of that id, or the first one that can. @throws Failure `no-credential`, `credential-missing` */
  findFor(ability: Ability, id: string | null): Promise<Usable>;
}

interface Needs {
  transact: Transact;
  permissions: Permissions;
  clock: Clock;
  random: Random;
  providers: readonly Provider[];
}

export function createCredentials(needs: Needs): Credentials {
  const { transact, permissions, clock, random, providers } = needs;

  function findProvider(id: string): Provider {
    const provider = providers.find((candidate) => candidate.id === id);
    if (provider) return provider;
    const problem = 'is not one that this version knows';
    throw new Failure('field-invalid', { field: 'provider', label: 'System', problem });
  }

  async function list(): Promise<CredentialSummary[]> {
    const all = await transact((book) => book.all(CREDENTIAL, credentialSchema));
    const known = [...all.values()].filter((one) => providers.some((p) => p.id === one.provider));
    const summaries = await Promise.all(known.map(summarise));
    return summaries.sort((a, b) => a.label.localeCompare(b.label));
  }

  async function summarise(credential: Credential): Promise<CredentialSummary> {
    const provider = findProvider(credential.provider);
    const url = new URL(provider.baseUrl(credential.fields));
    const { id, label, description, expiresAtMs, disabled } = credential;
    return {
      id,
      label,
      description,
      expiresAtMs,
      disabled,
      provider: provider.id,
      providerLabel: provider.label,
      expired: expiresAtMs !== null && expiresAtMs <= clock.now(),
      abilities: abilitiesOf(provider),
      fields: openFields(provider, credential.fields),
      secretsSet: secretNames(provider).filter((name) => (credential.fields[name] ?? '') !== ''),
      origin: matchPatternFor(url),
      hostAllowed: await permissions.allows(matchPatternFor(url)),
      previous: credential.previous.map((previous) => ({
        hint: provider.renewal?.hint(previous.fields) ?? '',
        expiresAtMs: previous.expiresAtMs,
        replacedAtMs: previous.replacedAtMs,
      })),
    };
  }

  async function save(draft: Draft): Promise<{ id: string }> {
    const provider = findProvider(draft.provider);
    return transact(async (book) => {
      const before = draft.id === null ? null : await findIn(book, draft.id);
      const fields = readFields(provider, draft.fields, before?.fields ?? {});
      const id = before?.id ?? random.id();
      const credential: Credential = {
        ...before,
        id,
        provider: provider.id,
        label: draft.label.trim() || provider.label,
        description: draft.description.trim(),
        expiresAtMs: draft.expiresAtMs,
        disabled: before?.disabled ?? false,
        fields,
        previous: previousAfter(provider, before, fields),
        createdAtMs: before?.createdAtMs ?? clock.now(),
      };
      book.put(CREDENTIAL, id, credential);
      return { id };
    });
  }

  /** A typed-over key may have been the good one: it is kept as previous. */
  function previousAfter(provider: Provider, before: Credential | null, fields: CredentialFields) {
    if (before === null) return [];
    const hadKey = secretNames(provider).some(
      (name) => (before.fields[name] ?? '') !== '' && before.fields[name] !== fields[name],
    );
    return hadKey ? withPrevious(before, clock.now()) : before.previous;
  }

  async function change(id: string, edit: (credential: Credential) => Credential) {
    await transact(async (book) => {
      book.put(CREDENTIAL, id, edit(await findIn(book, id)));
    });
  }

  async function goBack(id: string): Promise<void> {
    await change(id, (credential) => {
      const [target] = credential.previous;
      if (!target) throw new Failure('previous-missing', {});
      const others = { ...credential, previous: credential.previous.slice(1) };
      return {
        ...credential,
        fields: target.fields,
        expiresAtMs: target.expiresAtMs,
        previous: withPrevious(others, clock.now()),
      };
    });
  }

  async function remove(id: string): Promise<void> {
    await transact(async (book) => {
      await findIn(book, id);
      book.remove(CREDENTIAL, id);
    });
  }

  async function findFor(ability: Ability, id: string | null): Promise<Usable> {
    const all = await transact((book) => book.all(CREDENTIAL, credentialSchema));
    const able = [...all.values()]
      .filter((one) => providers.some((p) => p.id === one.provider && p[ability] !== undefined))
      .sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
    const credential = id === null ? able[0] : able.find((one) => one.id === id);
    if (credential) return { credential, provider: findProvider(credential.provider) };
    if (id === null) throw new Failure('no-credential', { ability });
    throw new Failure('credential-missing', {});
  }

  /** Usable ones first, so that the first is one that works. */
  function rank(credential: Credential): number {
    const expired = credential.expiresAtMs !== null && credential.expiresAtMs <= clock.now();
    return credential.disabled || expired ? 1 : 0;
  }

  return {
    cards: () => providers.map(cardOf),
    list,
    save,
    setDisabled: (id, disabled) => change(id, (credential) => ({ ...credential, disabled })),
    remove,
    goBack,
    findFor,
  };
}

/** The credential of that id within a transaction. @throws Failure `credential-missing` */
export async function findIn(book: Book, id: string): Promise<Credential> {
  const credential = (await book.all(CREDENTIAL, credentialSchema)).get(id);
  if (credential) return credential;
  throw new Failure('credential-missing', {});
}

/** The previous keys of a credential once its current key is replaced. */
export function withPrevious(credential: Credential, nowMs: number): Credential['previous'] {
  const { fields, expiresAtMs, previous } = credential;
  return [{ fields, expiresAtMs, replacedAtMs: nowMs }, ...previous].slice(0, PREVIOUS_KEPT);
}

/** What was typed, tidied and checked field by field; an empty secret keeps the stored one. */
function readFields(provider: Provider, typed: CredentialFields, before: CredentialFields) {
  const fields: CredentialFields = { ...before };
  for (const field of provider.fields) fields[field.name] = readField(field, typed, before);
  return fields;
}

function readField(field: CredentialField, typed: CredentialFields, before: CredentialFields) {
  const given = Object.hasOwn(typed, field.name) ? (typed[field.name] ?? '') : field.initial;
  const value = field.tidy(given);
  if (value === '' && field.kind === 'secret' && before[field.name])
    return before[field.name] ?? '';
  const missing = value === '' && field.required ? 'is missing' : null;
  const problem = missing ?? (value === '' ? null : field.problem(value));
  if (problem === null) return value;
  throw new Failure('field-invalid', { field: field.name, label: field.label, problem });
}

function secretNames(provider: Provider): string[] {
  return provider.fields.filter((field) => field.kind === 'secret').map((field) => field.name);
}

function openFields(provider: Provider, fields: CredentialFields): CredentialFields {
  const open = provider.fields.filter((field) => field.kind !== 'secret');
  return Object.fromEntries(open.map((field) => [field.name, fields[field.name] ?? '']));
}

const ABILITIES: readonly Ability[] = ['meetings', 'sites', 'renewal'];

function abilitiesOf(provider: Provider): Ability[] {
  return ABILITIES.filter((ability) => provider[ability] !== undefined);
}

function cardOf(provider: Provider): ProviderCard {
  const { id, label, about, registration } = provider;
  const fields = provider.fields.map(
    ({ name, label: fieldLabel, kind, required, advanced, initial, help }) => ({
      name,
      label: fieldLabel,
      kind,
      required,
      advanced,
      initial,
      help,
    }),
  );
  return { id, label, about, registration, abilities: abilitiesOf(provider), fields };
}

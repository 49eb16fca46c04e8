import type { Clock } from '../adapters/clock.ts';
import type { Random } from '../adapters/random.ts';
import type { Credential, CredentialFields } from '../domain/credential.ts';
import { holds } from '../domain/field-condition.ts';
import type { ImportDraft, ImportVerdict } from '../domain/import-draft.ts';
import type { Provider } from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Transact } from './book.ts';
import { canExpire, checkField, findProvider, readFields } from './credential-form.ts';
import { credentialsIn, freeLabel, labelsIn, newCredential, put } from './credential-records.ts';
import { assertPlaces } from './tenant.ts';

/** Keys out of a file. Nothing of it is kept but the keys that are taken. */
export interface Import {
  /** What is to be said of each draft, in their order. Changes nothing. @throws Failure `field-invalid` */
  check(drafts: readonly ImportDraft[]): Promise<{ verdicts: ImportVerdict[] }>;
  /** Saves them as new keys, all or none, and gives their names. @throws Failure `field-invalid`, `tenant-full` */
  save(drafts: readonly ImportDraft[]): Promise<{ labels: string[] }>;
}

interface Needs {
  transact: Transact;
  activity: Pick<Activity, 'note'>;
  clock: Clock;
  random: Random;
  providers: readonly Provider[];
}

export function createImport(needs: Needs): Import {
  const { transact, activity, clock, random, providers } = needs;

  async function check(drafts: readonly ImportDraft[]) {
    const known = await transact(async (book) => [...(await credentialsIn(book)).values()]);
    const same = samenessWith(known, providers);
    const verdicts = drafts.map((draft) => {
      const provider = findProvider(providers, draft.provider);
      const expiresAtMs = expiryOf(provider, draft);
      return { fields: fieldsOf(provider, draft.fields), expiresAtMs, same: same(draft) };
    });
    return { verdicts };
  }

  async function save(drafts: readonly ImportDraft[]) {
    const fresh = drafts.map(credentialOf);
    return transact(async (book) => {
      await assertPlaces(book, providers, fresh);
      const taken = await labelsIn(book);
      const saved = fresh.map((credential) => {
        const label = freeLabel(taken, credential.label);
        taken.add(label);
        return { ...credential, label };
      });
      for (const credential of saved) put(book, credential);
      await activity.note(
        book,
        ...saved.map((credential) => ({ what: 'key-imported', credential }) as const),
      );
      return { labels: saved.map(({ label }) => label) };
    });
  }

  function credentialOf(draft: ImportDraft): Credential {
    const provider = findProvider(providers, draft.provider);
    return {
      ...newCredential(provider, { random, clock }),
      label: draft.label,
      description: draft.description,
      expiresAtMs: expiryOf(provider, draft),
      fields: readFields(provider, draft.fields, {}),
    };
  }

  return { check, save };
}

function expiryOf(
  provider: Provider,
  { expiresAtMs, expires, fields }: ImportDraft,
): number | null {
  if (!canExpire(provider, fields)) return null;
  return expiresAtMs ?? provider.readExpiry?.(expires) ?? null;
}

function fieldsOf(provider: Provider, typed: CredentialFields): ImportVerdict['fields'] {
  const values: CredentialFields = {};
  const checked = provider.fields.flatMap((field) => {
    const { value, problem } = checkField(field, typed[field.name] ?? field.initial);
    const there = holds(field.onlyWhen, provider.fields, values);
    values[field.name] = there ? value : '';
    const told = there && (!field.advanced || Object.hasOwn(typed, field.name));
    return told ? [{ name: field.name, length: value.length, problem }] : [];
  });
  // What is wrong with fields together is asked where each is good by itself, as the form does.
  const wrong = checked.some(({ problem }) => problem) ? null : provider.problemIn?.(values);
  if (!wrong) return checked;
  const { field: name, problem } = wrong;
  const others = checked.filter((each) => each.name !== name);
  return [...others, { name, length: values[name]?.length ?? 0, problem }];
}

type Same = ImportVerdict['same'];

/** Tells of each draft in turn whether a key with the same secrets is there already. */
function samenessWith(known: readonly Credential[], providers: readonly Provider[]) {
  const places = new Map<string, Same>();
  const note = (id: string, fields: CredentialFields, place: Same): Same => {
    const secrets = secretsIn(providers.find((each) => each.id === id) ?? null, fields);
    if (secrets === null) return null;
    const before = places.get(secrets);
    places.set(secrets, before ?? place);
    return before ?? null;
  };
  for (const { provider, label, fields } of known)
    note(provider, fields, { label, where: 'vault' });
  for (const { provider, label, previous } of known) {
    for (const { fields } of previous) note(provider, fields, { label, where: 'previous' });
  }
  return ({ provider, label, fields }: ImportDraft) =>
    note(provider, fields, { label, where: 'file' });
}

/** What tells two keys of a system apart; `null` where there is no secret to compare. */
function secretsIn(provider: Provider | null, fields: CredentialFields): string | null {
  const secrets = provider?.fields
    .filter(({ kind }) => kind === 'secret')
    .map((field) => field.tidy(fields[field.name] ?? ''));
  return secrets?.some((secret) => secret !== '')
    ? JSON.stringify([provider?.id, ...secrets])
    : null;
}

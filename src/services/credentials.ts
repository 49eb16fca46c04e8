import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Random } from '../adapters/random.ts';
import type { ActivityKind } from '../domain/activity.ts';
import type { Credential, CredentialFields, CredentialSummary } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { HandedKey } from '../domain/hand-over.ts';
import type { Ability, ProviderFacts } from '../domain/provider-card.ts';
import type { UrlRule } from '../domain/url-rule.ts';
import type { Provider } from '../providers/provider.ts';
import type { Act, Activity } from './activity.ts';
import type { Book, Transact } from './book.ts';
import {
  assertExpires,
  factsOf,
  findProvider,
  isOtherKey,
  readFields,
  readUrlRules,
  summaryOf,
} from './credential-form.ts';
import {
  credentialsIn,
  findIn,
  freeLabel,
  labelsIn,
  newCredential,
  put,
  removeFrom,
} from './credential-records.ts';
import { deletionOf, openWatch, type Watch } from './expiry-watch.ts';
import { matchPatternsOf } from './gateway.ts';
import { assertOnlyRenamed, assertOwn, mayBeUsedFor } from './look-up-only.ts';
import type { PreviousKeys } from './previous-keys.ts';
import { RENEWAL_LOCK } from './renewal-journal.ts';
import { type RenewalMarks, renewalMarksIn } from './renewal-marks.ts';
import { assertPlaces } from './tenant.ts';

/** A form as it comes from a page. */
export interface Draft {
  id: string | null;
  version: number;
  provider: string;
  label: string;
  description: string;
  expiresAtMs: number | null;
  /** Absent: as it was, or as its system does. */
  deleteAfterExpiry?: boolean | undefined;
  fields: CredentialFields;
  /** Names of secrets of which nothing is kept. */
  emptied?: readonly string[] | undefined;
  rules: UrlRule[];
}

/** A credential together with the system it is for. */
export interface Usable {
  credential: Credential;
  provider: Provider;
}

/** The keys in the vault. */
export interface Credentials {
  cards(): ProviderFacts[];
  list(): Promise<CredentialSummary[]>;
  /** @throws Failure `field-invalid`, `credential-missing`, `changed-meanwhile`, `look-up-only`, `tenant-full` */
  save(draft: Draft): Promise<{ id: string; label: string }>;
  /** @throws Failure `expiry-past` for a key that is to be enabled after its time */
  setDisabled(id: string, disabled: boolean): Promise<void>;
  /** @throws Failure `renewal-running` */
  remove(id: string): Promise<void>;
  /** Puts a previous key back into use and keeps the current one as previous. @throws Failure `previous-missing`, `previous-over`, `tenant-full` */
  goBack(id: string, previousId: string): Promise<void>;
  /** Puts a received key beside the others within a transaction; a label that is taken gets a number. @throws Failure `tenant-full` */
  add(book: Book, handed: HandedKey): Promise<{ id: string; label: string }>;
  /** The credential of that id, or the first one that can. @throws Failure `no-credential`, `credential-missing`, `look-up-only` */
  findFor(ability: Ability, id: string | null): Promise<Usable>;
}

interface Needs {
  transact: Transact;
  previousKeys: PreviousKeys;
  activity: Activity;
  permissions: Permissions;
  clock: Clock;
  random: Random;
  locks: Locks;
  providers: readonly Provider[];
}

export function createCredentials(needs: Needs): Credentials {
  const { transact, previousKeys, activity, permissions, clock, random, locks, providers } = needs;

  async function list(): Promise<CredentialSummary[]> {
    const { all, marksOf, watch } = await transact(async (book) => ({
      all: await credentialsIn(book),
      marksOf: await renewalMarksIn(book, clock.now()),
      watch: (await openWatch(book, random)).watch,
    }));
    const known = [...all.values()].filter((one) => providers.some((p) => p.id === one.provider));
    const summaries = await Promise.all(known.map((one) => summarise(one, marksOf(one), watch)));
    return summaries.sort((a, b) => a.label.localeCompare(b.label));
  }

  async function summarise(
    credential: Credential,
    marks: RenewalMarks,
    watch: Watch,
  ): Promise<CredentialSummary> {
    const provider = findProvider(providers, credential.provider);
    const origins = matchPatternsOf(provider, credential.fields);
    const allowed = await Promise.all(origins.map((origin) => permissions.allows(origin)));
    return summaryOf(provider, credential, {
      origins,
      hostAllowed: allowed.every(Boolean),
      expired: isExpired(credential),
      ...marks,
      deletesAtMs: deletionOf(watch, credential.id),
    });
  }

  async function save(draft: Draft): Promise<{ id: string; label: string }> {
    const provider = findProvider(providers, draft.provider);
    return transact(async (book) => {
      const before = draft.id === null ? null : await findIn(book, draft.id);
      if (before && before.version !== draft.version) {
        throw new Failure('changed-meanwhile', { label: before.label });
      }
      const fields = fieldsAfter(provider, draft, before);
      const base = before ?? newCredential(provider, { random, clock });
      const credential: Credential = {
        ...base,
        label: draft.label.trim() || freeLabel(await labelsIn(book), provider.label),
        description: draft.description.trim(),
        expiresAtMs: draft.expiresAtMs,
        deleteAfterExpiry: draft.deleteAfterExpiry ?? base.deleteAfterExpiry,
        fields,
        rules: readUrlRules(draft.rules),
      };
      assertExpires(provider, credential);
      await assertPlaces(book, providers, [credential], before);
      // A key that was typed over may have been the good one.
      const typedOver = before !== null && isOtherKey(provider, before.fields, fields);
      put(book, typedOver ? previousKeys.withBefore(credential, before) : credential);
      await activity.note(book, savedAct(before, credential));
      return { id: credential.id, label: credential.label };
    });
  }

  async function add(book: Book, { format: _, ...handed }: HandedKey) {
    const label = freeLabel(await labelsIn(book), handed.label);
    const fresh = newCredential(findProvider(providers, handed.provider), { random, clock });
    const credential = { ...fresh, ...handed, label };
    await assertPlaces(book, providers, [credential]);
    put(book, credential);
    await activity.note(book, { what: 'key-received', credential });
    return { id: credential.id, label };
  }

  async function change(
    id: string,
    what: ActivityKind,
    edit: (credential: Credential) => Credential,
  ) {
    await transact(async (book) => {
      const before = await findIn(book, id);
      const credential = edit(before);
      await assertPlaces(book, providers, [credential], before);
      put(book, credential);
      await activity.note(book, { what, credential });
    });
  }

  async function setDisabled(id: string, disabled: boolean): Promise<void> {
    await change(id, disabled ? 'key-disabled' : 'key-enabled', (credential) => {
      const { label, expiresAtMs } = credential;
      if (!disabled && expiresAtMs !== null && isExpired(credential)) {
        throw new Failure('expiry-past', { label, expiredAtMs: expiresAtMs });
      }
      return { ...credential, disabled };
    });
  }

  async function goBack(id: string, previousId: string): Promise<void> {
    await change(id, 'key-went-back', (credential) => {
      assertOwn(credential, 'go-back');
      return previousKeys.backTo(credential, previousId);
    });
  }

  /** Not in the middle of its renewal: the key that the server just made would have no home. */
  async function remove(id: string): Promise<void> {
    const removed = await locks.ifFree(RENEWAL_LOCK, () =>
      transact(async (book) => {
        const credential = await findIn(book, id);
        await removeFrom(book, id);
        await activity.note(book, { what: 'key-deleted', credential });
        return credential.label;
      }),
    );
    if (removed === null) throw new Failure('renewal-running', { label: 'this key' });
  }

  async function findFor(ability: Ability, id: string | null): Promise<Usable> {
    // One that is named is the only one that is opened: a vault may have hundreds.
    const all = await transact(async (book) =>
      id === null ? [...(await credentialsIn(book)).values()] : [await findIn(book, id)],
    );
    const able = all
      .filter((one) => providers.some((p) => p.id === one.provider && p[ability] !== undefined))
      .sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
    const credential = able.find((one) => id !== null || mayBeUsedFor(ability, one));
    if (credential && !mayBeUsedFor(ability, credential)) {
      assertOwn(credential, ability === 'renewal' ? 'renew' : 'use');
    }
    if (credential) return { credential, provider: findProvider(providers, credential.provider) };
    if (id === null) throw new Failure('no-credential', { ability });
    throw new Failure('credential-missing', {});
  }

  /** Usable ones first, so that the first is one that works. */
  function rank(credential: Credential): number {
    return credential.disabled || isExpired(credential) ? 1 : 0;
  }

  function isExpired({ expiresAtMs }: Pick<Credential, 'expiresAtMs'>): boolean {
    return expiresAtMs !== null && expiresAtMs <= clock.now();
  }

  return {
    cards: () => providers.map(factsOf),
    list,
    save,
    setDisabled,
    remove,
    goBack,
    add,
    findFor,
  };
}

/** What the form did, with the names of what it changed. */
function savedAct(before: Credential | null, credential: Credential): Act {
  if (before === null) return { what: 'key-added', credential };
  const { fields, label, description, expiresAtMs } = credential;
  const after = Object.entries({ ...fields, label, description, expiresAtMs });
  const whole: Record<string, unknown> = { ...before, ...before.fields };
  const changed = after.filter(([name, value]) => value !== (whole[name] ?? null));
  return { what: 'key-edited', credential, about: changed.map(([name]) => name).join(', ') };
}

/** What the key is made of once the form is saved: a key for look-ups alone stays as it came. */
function fieldsAfter(provider: Provider, draft: Draft, before: Credential | null) {
  if (!before?.lookUpOnly) {
    const kept = Object.entries(before?.fields ?? {});
    const left = kept.filter(([name]) => !draft.emptied?.includes(name));
    return readFields(provider, draft.fields, Object.fromEntries(left));
  }
  assertOnlyRenamed(provider, before, draft);
  return before.fields;
}

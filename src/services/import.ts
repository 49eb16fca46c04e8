import type { Clock } from '../adapters/clock.ts';
import type { Random } from '../adapters/random.ts';
import type { Credential, CredentialFields } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import {
  type ImportFind,
  type ImportRow,
  type ImportValue,
  MOST_IMPORTED,
} from '../domain/import-row.ts';
import type { CredentialField, Provider } from '../providers/provider.ts';
import { checkField, readFields } from './credential-form.ts';
import { credentialsIn, freeLabel, labelsIn, newCredential, put } from './credential-records.ts';
import { readWrittenDate } from './import-dates.ts';
import { draftsOf, type ImportDraft, typedFields } from './import-drafts.ts';
import type { Transact } from './vault.ts';

/** Keys out of a file. Nothing of it is kept but the keys that are taken. */
export interface Import {
  /**
   * What keys the rows hold, and which names were left out. Changes nothing.
   * @throws Failure `import-nothing`, `import-too-many`
   */
  preview(rows: readonly ImportRow[]): Promise<{ finds: ImportFind[]; leftOut: string[] }>;
  /**
   * Saves those keys as new ones, all or none, and gives their names.
   * @throws Failure `import-changed`, `field-invalid`
   */
  save(rows: readonly ImportRow[], keys: readonly string[]): Promise<{ labels: string[] }>;
}

interface Needs {
  transact: Transact;
  clock: Clock;
  random: Random;
  providers: readonly Provider[];
}

export function createImport({ transact, clock, random, providers }: Needs): Import {
  async function preview(rows: readonly ImportRow[]) {
    const drafts = draftsOf(rows, providers);
    const found = drafts.length;
    if (found === 0) throw new Failure('import-nothing', { rows: rows.length });
    if (found > MOST_IMPORTED)
      throw new Failure('import-too-many', { found, limit: MOST_IMPORTED });
    const known = await transact(async (book) => [...(await credentialsIn(book)).values()]);
    const same = samenessWith(known, providers);
    const finds = drafts.map((draft) => ({ ...findOf(draft), same: same(draft) }));
    return { finds, leftOut: leftOutOf(rows, drafts) };
  }

  async function save(rows: readonly ImportRow[], keys: readonly string[]) {
    const wanted = new Set(keys);
    const drafts = draftsOf(rows, providers).filter(({ key }) => wanted.has(key));
    if (drafts.length === 0 || drafts.length !== keys.length || !drafts.every(isReady)) {
      throw new Failure('import-changed', {});
    }
    return transact(async (book) => {
      const taken = await labelsIn(book);
      for (const draft of drafts) {
        const credential = credentialOf(draft, taken);
        taken.add(credential.label);
        put(book, credential);
      }
      return { labels: [...taken].slice(-drafts.length) };
    });
  }

  function credentialOf(draft: ImportDraft, taken: ReadonlySet<string>): Credential {
    const { provider, description } = draft;
    if (provider === null) throw new Failure('import-changed', {});
    return {
      ...newCredential(provider, { random, clock }),
      label: freeLabel(taken, labelOf(draft)),
      description,
      expiresAtMs: expiryOf(draft),
      fields: readFields(provider, typedFields(draft), {}),
    };
  }

  return { preview, save };
}

type Find = Omit<ImportFind, 'same'>;

function findOf(draft: ImportDraft): Find {
  const { key, place: row, provider, sure } = draft;
  const label = labelOf(draft);
  const { line, ragged } = draft.row;
  const fields = fieldsOf(draft);
  const expiresAtMs = expiryOf(draft);
  const unread: Find['expiry'] = { state: draft.expires === '' ? 'none' : 'unreadable' };
  const expiry: Find['expiry'] =
    expiresAtMs === null ? unread : { state: 'read', atMs: expiresAtMs };
  const whole = fields.every(({ problem }) => problem === null);
  const ready = provider !== null && ragged === null && whole;
  return {
    key,
    row,
    line,
    label,
    provider: provider?.id ?? null,
    sure,
    fields,
    expiry,
    ragged,
    ready,
  };
}

/** A key without a name is called as its system. */
function labelOf({ label, provider }: ImportDraft): string {
  return label === '' ? (provider?.label ?? '') : label;
}

function isReady(draft: ImportDraft): boolean {
  return findOf(draft).ready;
}

function expiryOf({ expires, provider }: ImportDraft): number | null {
  return readWrittenDate(expires) ?? provider?.readExpiry?.(expires) ?? null;
}

/** The fields that make the key, and of the others those that the file has. */
function fieldsOf(draft: ImportDraft): Find['fields'] {
  const typed = typedFields(draft);
  const told = draft.provider?.fields.filter(
    ({ name, advanced }) => !advanced || draft.values.has(name),
  );
  return (told ?? []).map((field) => fieldOf(field, typed, draft.values.get(field.name)));
}

/** `{{base_url}}` of Postman, `{% response %}` of Insomnia: the value stands elsewhere. */
const REFERENCE = /\{\{|\{%/;

function fieldOf(field: CredentialField, typed: CredentialFields, found?: ImportValue) {
  const { value, problem } = checkField(field, typed[field.name] ?? '');
  const elsewhere = REFERENCE.test(value) ? 'only points to another variable' : null;
  const wrong = elsewhere ?? problem;
  // What is not as it should be may be a secret that stands in the wrong column.
  const open = field.kind !== 'secret' && found?.secret === false && wrong === null;
  const shown = open ? shownOf(field, value) : null;
  return { label: field.label, length: value.length, shown, problem: wrong };
}

/** Enough to know it again: a stranger's secret may stand in the column of an API key. */
function shownOf({ kind }: CredentialField, value: string): string {
  return kind === 'text' && value.length > 8 ? `…${value.slice(-4)}` : value;
}

/** Tells of each draft in turn whether a key with the same secrets is there already. */
function samenessWith(known: readonly Credential[], providers: readonly Provider[]) {
  const places = new Map<string, NonNullable<ImportFind['same']>>();
  const note = (id: string, fields: CredentialFields, place: NonNullable<ImportFind['same']>) => {
    const secrets = secretsIn(providers.find((each) => each.id === id) ?? null, fields);
    if (secrets !== null && !places.has(secrets)) places.set(secrets, place);
    return secrets === null ? null : (places.get(secrets) ?? null);
  };
  for (const { provider, label, fields } of known)
    note(provider, fields, { label, where: 'vault' });
  for (const { provider, label, previous } of known) {
    for (const { fields } of previous) note(provider, fields, { label, where: 'previous' });
  }
  return (draft: ImportDraft): ImportFind['same'] => {
    const place = { label: labelOf(draft), where: 'file' } as const;
    const same = note(draft.provider?.id ?? '', typedFields(draft), place);
    return same === place ? null : same;
  };
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

/** A name that is longer may be something else, in a file without a header. */
const LONGEST_TOLD = 40;

/** The names that no key took, each once. */
function leftOutOf(rows: readonly ImportRow[], drafts: readonly ImportDraft[]): string[] {
  const used = new Set(drafts.flatMap((draft) => draft.used));
  const names = rows.flatMap((row) => [...row.values.map(({ name }) => name), ...row.leftOut]);
  const left = [...new Set(names)].filter((name) => !used.has(name));
  return left.map((name) =>
    name.length > LONGEST_TOLD ? `${name.slice(0, LONGEST_TOLD)}…` : name,
  );
}

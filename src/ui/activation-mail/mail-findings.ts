import type { CredentialFields, CredentialSummary } from '../../domain/credential.ts';
import {
  type ImportDraft,
  type ImportVerdict,
  LONGEST_WRITTEN_DATE,
} from '../../domain/import-draft.ts';
import type { ProviderCard } from '../../domain/provider-card.ts';
import { readWrittenDate } from '../import/dates.ts';
import type { MailKey } from './activation-mail.ts';
import { EXPIRES, NAME } from './mail-labels.ts';
import type { ValueDoubt } from './mail-shapes.ts';

/** Why something that was found is to be looked at twice. */
export type MailDoubt = ValueDoubt | 'past' | 'no-zone' | 'unreadable' | 'other-email';

/** One thing that a mail says, and what would become of it. */
export interface MailFinding {
  target: string;
  label: string;
  kind: 'name' | 'expiry' | 'open' | 'secret';
  /** As the mail has it. A secret is for the form alone. */
  value: string;
  /** Of an expiry: the instant; `null` for what is none, or none that could be read. */
  atMs: number | null;
  doubt: MailDoubt | null;
  /** Whether it goes into the form unless somebody says otherwise. */
  taken: boolean;
  /** What the stored key has: the open value, or whether the secret is set; `null` for a new key. */
  before: { value: string; set: boolean } | null;
}

/** A mail's key as it is shown. */
export interface MailFindings {
  findings: MailFinding[];
  /** The labels of what the mail does not have, and of what stands there and could not be read. */
  missing: string[];
  unread: string[];
  /** Another key that is the same: in use, or as its previous one. */
  same: { label: string; where: 'vault' | 'previous' } | null;
}

/** What is known around the mail. */
export interface MailScene {
  card: ProviderCard;
  /** The key that is edited; `null` for a new one. */
  stored: CredentialSummary | null;
  credentials: readonly CredentialSummary[];
  verdict: ImportVerdict;
  nowMs: number;
}

/** What goes into the form. */
export interface MailFilling {
  provider: string;
  fields: CredentialFields;
  /** `null`: the mail has none, or none that can be read. */
  expiresAtMs: number | null;
  /** What a key without a label may be called. */
  label: string;
  /** What was filled in, by its labels. */
  labels: string[];
}

/** What the worker is asked of a mail's key. */
export function draftOf(key: MailKey, { id, fields }: ProviderCard): ImportDraft {
  const written = key.values.get(EXPIRES)?.value ?? '';
  const expiresAtMs = readWrittenDate(written);
  const typed = fields.flatMap(({ name }) => {
    const found = key.values.get(name);
    return found === undefined ? [] : [[name, found.value]];
  });
  return {
    provider: id,
    label: '',
    description: '',
    expiresAtMs,
    expires: expiresAtMs === null ? written.slice(0, LONGEST_WRITTEN_DATE) : '',
    fields: Object.fromEntries(typed),
  };
}

/** Doubts that are said, while the value is most likely right. */
const MINOR: ReadonlySet<MailDoubt | null> = new Set([null, 'past', 'too-short', 'too-long']);

/** What a mail's key is, against what is known. */
export function findingsOf(key: MailKey, scene: MailScene): MailFindings {
  const everyday = scene.card.fields.filter(({ advanced }) => !advanced);
  const labels = new Map([
    [NAME, 'Name'],
    ...everyday.map(({ name, label }) => [name, label] as const),
    [EXPIRES, 'Expires'],
  ]);
  const findings = [...labels].flatMap(([target, label]) => {
    const found = findingOf(target, key, scene);
    return found === null ? [] : [{ ...found, target, label, taken: MINOR.has(found.doubt) }];
  });
  const unread = key.unread.flatMap((target) => labels.get(target) ?? []);
  const absent = [...labels].filter(([target]) => target !== NAME && !key.values.has(target));
  return {
    findings,
    unread,
    missing: absent.map(([, label]) => label).filter((label) => !unread.includes(label)),
    same: sameAs(key, scene),
  };
}

type Found = Pick<MailFinding, 'kind' | 'value' | 'atMs' | 'doubt' | 'before'>;

function findingOf(target: string, key: MailKey, scene: MailScene): Found | null {
  const found = key.values.get(target);
  if (found === undefined) return null;
  const { value, doubt } = found;
  if (target === NAME) return { kind: 'name', value, atMs: null, doubt: null, before: null };
  if (target === EXPIRES) return { kind: 'expiry', value, ...expiryOf(found, scene) };
  const { stored, card } = scene;
  const field = card.fields.find(({ name }) => name === target);
  const kind = field?.kind === 'secret' ? 'secret' : 'open';
  const before = stored && {
    value: stored.fields[target] ?? '',
    set: stored.secretsSet.includes(target),
  };
  const other = field?.kind === 'email' && before !== null && !isSame(before.value, value);
  return { kind, value, atMs: null, doubt: doubt ?? (other ? 'other-email' : null), before };
}

/** A zone as it ends a date: "GMT", "Z", "+02:00". */
const ZONED = /(?:[a-z]|[+-]\d{2}:?\d{2})$/i;

function expiryOf({ value, doubt }: Pick<MailFinding, 'value' | 'doubt'>, scene: MailScene) {
  const { verdict, stored, nowMs } = scene;
  const atMs = verdict.expiresAtMs;
  const before = stored && { value: '', set: stored.expiresAtMs !== null };
  return { atMs, doubt: doubt ?? expiryDoubt(value, atMs, nowMs), before };
}

function expiryDoubt(value: string, atMs: number | null, nowMs: number): MailDoubt | null {
  if (atMs === null) return 'unreadable';
  if (!ZONED.test(value)) return 'no-zone';
  return atMs <= nowMs ? 'past' : null;
}

/** Another stored key with the same name or the same secrets. */
function sameAs(
  key: MailKey,
  { card, stored, credentials, verdict }: MailScene,
): MailFindings['same'] {
  const open = card.fields.filter(({ kind, advanced }) => kind === 'text' && !advanced);
  const twin = credentials.find(
    ({ id, provider, fields }) =>
      id !== stored?.id &&
      provider === card.id &&
      open.some(({ name }) => isSame(fields[name] ?? '', key.values.get(name)?.value ?? '')),
  );
  if (twin !== undefined) return { label: twin.label, where: 'vault' };
  const { same } = verdict;
  return same?.where === 'previous' ? { label: same.label, where: same.where } : null;
}

function isSame(one: string, other: string): boolean {
  return one !== '' && one.toLowerCase() === other.toLowerCase();
}

/** What goes into the form of what was found and taken. */
export function fillingOf(
  provider: string,
  findings: readonly MailFinding[],
  isTaken: (finding: MailFinding) => boolean,
): MailFilling {
  const taken = findings.filter((each) => each.doubt !== 'unreadable' && isTaken(each));
  const fields = taken.filter(({ kind }) => kind === 'open' || kind === 'secret');
  const named = (wanted: MailFinding | undefined) => wanted?.value ?? '';
  const address = findings.find(({ value, kind }) => kind === 'open' && value.includes('@'));
  return {
    provider,
    fields: Object.fromEntries(fields.map(({ target, value }) => [target, value])),
    expiresAtMs: taken.find(({ kind }) => kind === 'expiry')?.atMs ?? null,
    label: named(findings.find(({ kind }) => kind === 'name')) || named(address),
    labels: taken.filter(({ kind }) => kind !== 'name').map(({ label }) => label),
  };
}

import { withScheme } from '../../domain/addresses.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import {
  type ImportDraft,
  type ImportVerdict,
  LONGEST_WRITTEN_DATE,
  MOST_IMPORTED,
} from '../../domain/import-draft.ts';
import type { FieldCard, ProviderCard } from '../../domain/provider-card.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { readWrittenDate } from './dates.ts';
import type { ImportRow, ImportValue } from './rows.ts';

/** A key that was found, as it is shown: no secret in it. */
export interface ImportFind {
  /** Names it within its file. */
  key: string;
  /** The place of its row, from 0. */
  row: number;
  line: number | null;
  label: string;
  /** The id of its system; `null`: the file names one that this version does not know. */
  provider: string | null;
  /** Whether the file says which system it is for, or leaves no doubt. */
  sure: boolean;
  fields: FoundField[];
  expiry: { state: 'none' } | { state: 'unreadable' } | { state: 'read'; atMs: number };
  ragged: ImportRow['ragged'];
  same: ImportVerdict['same'];
  /** Whether it can be imported as it is. */
  ready: boolean;
}

/** One field of a key that was found. */
export interface FoundField {
  label: string;
  /** How many characters were found; 0: none. */
  length: number;
  /** The value, where it may be seen; `null` for secrets and for what is not right. */
  shown: string | null;
  /** What is wrong, as the end of a sentence; `null` when it is good. */
  problem: string | null;
}

/** A key that a file seems to hold, with what the worker is asked of it: secrets, never shown. */
interface Proposal extends Candidate {
  /** `null` for a system that this version does not know. */
  draft: ImportDraft | null;
}

/** What some rows hold, before and after the worker was asked. */
export interface Proposals {
  /** What is to be checked. */
  drafts: ImportDraft[];
  /** What is to be saved of the keys with these names. */
  chosen(keys: readonly string[]): ImportDraft[];
  /** What is shown, once there is a verdict on each draft. */
  judged(verdicts: readonly ImportVerdict[]): ImportFind[];
  /** The names that no key took, each once. */
  leftOut: string[];
}

/**
 * The keys that the rows hold.
 * @throws Failure `import-nothing`, `import-too-many`
 */
export function proposalsIn(
  rows: readonly ImportRow[],
  systems: readonly ProviderCard[],
): Proposals {
  const all = candidatesOf(rows, systems).map((each) => ({ ...each, draft: draftOf(each) }));
  const found = all.length;
  if (found === 0) throw new Failure('import-nothing', { rows: rows.length });
  if (found > MOST_IMPORTED) throw new Failure('import-too-many', { found, limit: MOST_IMPORTED });
  const known = all.filter(({ draft }) => draft !== null);
  const draftsOf = (some: readonly Proposal[]) => some.flatMap(({ draft }) => draft ?? []);
  return {
    drafts: draftsOf(known),
    chosen: (keys) => draftsOf(known.filter(({ key }) => keys.includes(key))),
    judged: (verdicts) => {
      const byKey = new Map(known.map(({ key }, place) => [key, verdicts[place]]));
      return all.map((each) => findOf(each, byKey.get(each.key)));
    },
    leftOut: leftOutOf(rows, all),
  };
}

function draftOf(candidate: Candidate): ImportDraft | null {
  const { provider, label, description, expires } = candidate;
  if (provider === null) return null;
  const expiresAtMs = readWrittenDate(expires);
  return {
    provider: provider.id,
    // A key without a name is called as its system.
    label: label === '' ? provider.label : label,
    description,
    expiresAtMs,
    expires: expiresAtMs === null && expires.length <= LONGEST_WRITTEN_DATE ? expires : '',
    fields: typedFields(provider, candidate.values),
  };
}

/** What the file has for the system's fields, as a form would send it. */
function typedFields(provider: ProviderCard, values: Candidate['values']): CredentialFields {
  const given = provider.fields.flatMap(({ name, kind }) => {
    const value = values.get(name)?.value;
    return value === undefined ? [] : [[name, kind === 'url' ? withScheme(value.trim()) : value]];
  });
  return Object.fromEntries(given);
}

function findOf(proposal: Proposal, verdict: ImportVerdict | undefined): ImportFind {
  const { key, place: row, provider, sure, label, draft } = proposal;
  const { line, ragged } = proposal.row;
  const fields = fieldsOf(proposal, verdict);
  const whole = verdict !== undefined && fields.every(({ problem }) => problem === null);
  return {
    key,
    row,
    line,
    label: draft?.label ?? label,
    provider: provider?.id ?? null,
    sure,
    fields,
    expiry: expiryOf(proposal, verdict),
    ragged,
    same: verdict?.same ?? null,
    ready: whole && ragged === null,
  };
}

function expiryOf({ expires }: Candidate, verdict?: ImportVerdict): ImportFind['expiry'] {
  const atMs = verdict?.expiresAtMs ?? null;
  if (atMs !== null) return { state: 'read', atMs };
  return { state: expires === '' ? 'none' : 'unreadable' };
}

function fieldsOf({ provider, draft, values }: Proposal, verdict?: ImportVerdict): FoundField[] {
  const judged = new Map(verdict?.fields.map((field) => [field.name, field]));
  return (provider?.fields ?? []).flatMap((card) => {
    const { length, problem } = judged.get(card.name) ?? {};
    if (length === undefined || problem === undefined) return [];
    const typed = draft?.fields[card.name] ?? '';
    return [fieldOf(card, { typed, length, problem, found: values.get(card.name) })];
  });
}

/** `{{base_url}}` of Postman, `{% response %}` of Insomnia: the value stands elsewhere. */
const REFERENCE = /\{\{|\{%/;

interface Told {
  typed: string;
  length: number;
  problem: string | null;
  found: ImportValue | undefined;
}

function fieldOf(card: FieldCard, { typed, length, problem, found }: Told): FoundField {
  const wrong = REFERENCE.test(typed) ? 'only points to another variable' : problem;
  // What is not as it should be may be a secret that stands in the wrong column.
  const open = card.kind !== 'secret' && found?.secret === false && wrong === null;
  const shown = open ? shownOf(card, typed.trim()) : null;
  return { label: card.label, length, shown, problem: wrong };
}

/** Enough to know it again: a stranger's secret may stand in the column of an API key. */
function shownOf({ kind }: FieldCard, value: string): string {
  return kind === 'text' && value.length > 8 ? `…${value.slice(-4)}` : value;
}

/** A name that is longer may be something else, in a file without a header. */
const LONGEST_TOLD = 40;

function leftOutOf(rows: readonly ImportRow[], candidates: readonly Candidate[]): string[] {
  const used = new Set(candidates.flatMap((candidate) => candidate.used));
  const names = rows.flatMap((row) => [...row.values.map(({ name }) => name), ...row.leftOut]);
  const left = [...new Set(names)].filter((name) => !used.has(name));
  return left.map((name) =>
    name.length > LONGEST_TOLD ? `${name.slice(0, LONGEST_TOLD)}…` : name,
  );
}

import * as v from 'valibot';
import { BACKUP_FORMAT, type LeftOut } from '../domain/backup.ts';
import type { NameKey } from '../domain/backup-comparison.ts';
import type { Credential, CredentialFields } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import { isDeeperThan } from '../domain/json-depth.ts';
import { instantSchema, recordIdSchema, restorableSchema } from '../domain/restorable.ts';
import { baseUrlsOf, type CredentialField, type Provider } from '../providers/provider.ts';
import type { Book, Content } from './book.ts';
import { keyName } from './credential-form.ts';
import { CREDENTIAL, credentialsIn } from './credential-records.ts';
import {
  ANSWER_PUT_ASIDE,
  asideId,
  JOURNAL,
  type Journal,
  journalId,
  journalSchema,
} from './renewal-journal.ts';

/** Far more than any backup has; far less than what would exhaust the stack. */
const DEEPEST = 64;
const LONGEST_NAME = 80;

/** An answer of a server that was kept because it may hold a key. */
export interface KeptAnswer {
  kind: string;
  id: string;
  journal: Journal;
}

/** What is in a backup, as far as this version can use it. */
export interface BackupContent {
  madeAtMs: number;
  keys: Map<string, Credential>;
  answers: KeptAnswer[];
  leftOut: LeftOut[];
}

const envelopeSchema = v.object({
  what: v.literal('latchkey-backup'),
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const contentSchema = v.object({ madeAtMs: instantSchema, records: v.array(v.unknown()) });
const recordSchema = v.object({ kind: v.string(), id: v.string(), value: v.unknown() });
const namedSchema = v.object({ value: v.object({ label: v.string() }) });

const restorableJournalSchema = v.pipe(
  journalSchema,
  v.check(
    ({ credentialId, startedAtMs, newKey }) =>
      v.is(recordIdSchema, credentialId) &&
      v.is(instantSchema, startedAtMs) &&
      v.is(v.nullable(instantSchema), newKey?.expiresAtMs ?? null),
  ),
);

/** Everything of the vault that could not be had again: keys, and answers that may hold one. */
export async function gather(book: Book): Promise<Content[]> {
  const keys = await credentialsIn(book);
  const journals = await book.all(JOURNAL, journalSchema);
  const putAside = await book.all(ANSWER_PUT_ASIDE, journalSchema);
  const unused = [...journals].filter(([, { rawReply }]) => rawReply !== null);
  return [
    ...contentOf(CREDENTIAL, keys),
    ...contentOf(JOURNAL, unused),
    ...contentOf(ANSWER_PUT_ASIDE, putAside),
  ];
}

function contentOf(kind: string, records: Iterable<[string, object]>): Content[] {
  return [...records].map(([id, value]) => ({ kind, id, value }));
}

/** The value that is sealed. */
export function toBackup(records: readonly Content[], madeAtMs: number): object {
  return { what: 'latchkey-backup', format: BACKUP_FORMAT, madeAtMs, records };
}

/**
 * Reads what was under the seal. What does not parse is left out and named, so that one bad record
 * does not cost the others. @throws Failure `backup-not-one`, `backup-newer`
 */
export function readContent(text: string, providers: readonly Provider[]): BackupContent {
  const parsed = parse(text);
  const { format } = orNotOne(v.safeParse(envelopeSchema, parsed));
  if (format > BACKUP_FORMAT) throw new Failure('backup-newer', { format });
  const { madeAtMs, records } = orNotOne(v.safeParse(contentSchema, parsed));
  const content: BackupContent = { madeAtMs, keys: new Map(), answers: [], leftOut: [] };
  const seen = new Set<string>();
  for (const [place, record] of records.entries()) {
    const why = take(content, seen, record, providers);
    if (why !== null) content.leftOut.push({ name: nameOf(record, place), why });
  }
  return content;
}

function parse(text: string): unknown {
  if (isDeeperThan(DEEPEST, text)) throw new Failure('backup-not-one', { problem: 'depth' });
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('backup-not-one', { problem: 'content' });
  }
}

function orNotOne<S extends v.GenericSchema>(result: v.SafeParseResult<S>): v.InferOutput<S> {
  if (result.success) return result.output;
  throw new Failure('backup-not-one', { problem: 'content' });
}

/** Puts a record where it belongs; gives why it cannot. */
function take(
  content: BackupContent,
  seen: Set<string>,
  record: unknown,
  providers: readonly Provider[],
): LeftOut['why'] | null {
  const parsed = v.safeParse(recordSchema, record);
  if (!parsed.success) return 'damaged';
  const { kind, id, value } = parsed.output;
  if (seen.has(id)) return 'twice';
  const why =
    kind === CREDENTIAL
      ? takeKey(content, id, value, providers)
      : takeAnswer(content, parsed.output);
  if (why === null) seen.add(id);
  return why;
}

function takeKey(
  { keys }: BackupContent,
  id: string,
  value: unknown,
  providers: readonly Provider[],
): LeftOut['why'] | null {
  const key = v.safeParse(restorableSchema, value);
  if (!key.success || key.output.id !== id || !leadsSomewhere(key.output, providers)) {
    return 'damaged';
  }
  keys.set(id, key.output);
  return null;
}

function takeAnswer(
  { answers }: BackupContent,
  { kind, id, value }: v.InferOutput<typeof recordSchema>,
): LeftOut['why'] | null {
  if (kind !== JOURNAL && kind !== ANSWER_PUT_ASIDE) return 'unknown';
  const journal = v.safeParse(restorableJournalSchema, value);
  // By the id that it would have had here: no file may name a record in another's place.
  const idOf = kind === JOURNAL ? ({ credentialId }: Journal) => journalId(credentialId) : asideId;
  if (!journal.success || idOf(journal.output) !== id) return 'damaged';
  answers.push({ kind, id, journal: journal.output });
  return null;
}

/** Whether each address of a key is one that its system's form would take. */
function leadsSomewhere(key: Credential, providers: readonly Provider[]): boolean {
  const provider = providers.find(({ id }) => id === key.provider);
  // A system that this version does not know: kept for one that does, and shown nowhere.
  if (provider === undefined) return true;
  const addresses = provider.fields.filter(
    ({ kind, hostOf }) => kind === 'url' || hostOf !== undefined,
  );
  const isGood = (value: string, { problem }: CredentialField) =>
    value === '' || problem(value) === null;
  return [key.fields, ...key.previous.map(({ fields }) => fields)].every(
    (fields) =>
      addresses.every((field) => isGood(fields[field.name] ?? '', field)) &&
      baseUrlsOf(provider, fields).size > 0,
  );
}

function nameOf(record: unknown, place: number): string {
  const named = v.safeParse(namedSchema, record);
  const label = named.success ? named.output.value.label.trim() : '';
  return label === '' ? `Record ${place + 1}` : label.slice(0, LONGEST_NAME);
}

/** Names keys by what makes them in their system; in an unknown system, by all of their fields. */
export function keyNamer(providers: readonly Provider[]): NameKey {
  return (id: string, fields: CredentialFields) => {
    const provider = providers.find((one) => one.id === id);
    if (provider) return keyName(provider, fields);
    return JSON.stringify([id, ...Object.entries(fields).sort()]);
  };
}

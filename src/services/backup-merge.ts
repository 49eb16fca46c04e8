import type { Merged } from '../domain/backup.ts';
import { type NameKey, presentIn, updateWith, verdictOf } from '../domain/backup-comparison.ts';
import { isTakeable, type Verdict } from '../domain/backup-verdict.ts';
import type { Credential, PreviousKey } from '../domain/credential.ts';
import type { Provider } from '../providers/provider.ts';
import type { BackupContent, KeptAnswer } from './backup-content.ts';
import type { Book } from './book.ts';
import { CREDENTIAL, credentialsIn } from './credential-records.ts';
import {
  ANSWER_PUT_ASIDE,
  asideId,
  JOURNAL,
  type Journal,
  journalSchema,
} from './renewal-journal.ts';
import { tenantsOf } from './tenant.ts';

/** One key of a backup against the vault. */
export interface Compared {
  key: Credential;
  verdict: Verdict;
  /** For a `twin`: the label under which the vault has it. */
  twin: string | null;
}

/** How each key of a backup stands to the vault. */
export async function compareWith(
  book: Book,
  { keys }: BackupContent,
  nameKey: NameKey,
): Promise<Compared[]> {
  const present = presentIn(await credentialsIn(book), nameKey);
  return [...keys.values()].map((key) => ({
    key,
    verdict: verdictOf(key, present, nameKey),
    twin: present.labels.get(nameKey(key.provider, key.fields)) ?? null,
  }));
}

interface Merging {
  content: BackupContent;
  chosen: ReadonlySet<string>;
  nameKey: NameKey;
  providers: readonly Provider[];
  asPrevious(replaced: Credential): PreviousKey;
}

/** Takes the chosen keys into the vault, where its own is not as new or newer; gives those, too. */
export async function mergeInto(
  book: Book,
  merging: Merging,
): Promise<Merged & { taken: Credential[] }> {
  const { content, chosen, nameKey, asPrevious, providers } = merging;
  const merged: Merged = { added: 0, updated: 0, kept: 0, full: 0 };
  const here = await credentialsIn(book);
  const takes = tenantsOf(providers, here.values());
  const taken = new Map<string, Credential>();
  for (const { key, verdict } of await compareWith(book, content, nameKey)) {
    if (!chosen.has(key.id)) continue;
    if (!isTakeable(verdict)) {
      merged.kept += 1;
      continue;
    }
    const own = here.get(key.id);
    if (!takes(key, own)) {
      merged.full += 1;
      continue;
    }
    book.put(CREDENTIAL, key.id, own ? updateWith(key, own, nameKey, asPrevious) : key);
    merged[own ? 'updated' : 'added'] += 1;
    taken.set(key.id, key);
  }
  await takeAnswers(
    book,
    content.answers.filter(
      ({ journal: { credentialId: id } }) => taken.has(id) || (chosen.has(id) && here.has(id)),
    ),
  );
  return { ...merged, taken: [...taken.values()] };
}

/** The answers of servers that came with the keys, beside those that are here; none over another. */
async function takeAnswers(book: Book, answers: readonly KeptAnswer[]): Promise<void> {
  const journals = await book.all(JOURNAL, journalSchema);
  const putAside = await book.all(ANSWER_PUT_ASIDE, journalSchema);
  const known = new Set([...journals.values(), ...putAside.values()].map(momentOf));
  for (const { kind, id, journal } of answers) {
    if (known.has(momentOf(journal))) continue;
    known.add(momentOf(journal));
    if (kind === JOURNAL && journals.has(id)) {
      book.put(ANSWER_PUT_ASIDE, asideId(journal), journal);
    } else book.put(kind, id, journal);
  }
}

/** Tells one renewal from every other. */
function momentOf({ credentialId, startedAtMs }: Journal): string {
  return `${credentialId} ${startedAtMs}`;
}

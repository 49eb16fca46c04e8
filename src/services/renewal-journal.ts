import * as v from 'valibot';
import { credentialFieldsSchema } from '../domain/credential.ts';
import { type RenewalPhase, renewalPhaseSchema, renewalStageSchema } from '../domain/renewal.ts';
import type { Book, Transact } from './book.ts';

/** Held while a renewal runs, in whatever context. */
export const RENEWAL_LOCK = 'renewal';

export const JOURNAL = 'renewal';
export const ANSWER_PUT_ASIDE = 'renewal-answer';

/**
 * What is known of one renewal, sealed, with its phase written before each act:
 * preflight → intent → answered (the raw reply) → parsed → promoted. For a key that leaked, the
 * stage `replace` ends in the preflight of the stage `retire`, which goes through the same phases.
 */
export const journalSchema = v.looseObject({
  credentialId: v.string(),
  phase: renewalPhaseSchema,
  stage: v.optional(renewalStageSchema, 'replace'),
  /** Whether the key that is replaced leaked, and is to be turned off afterwards. */
  leaked: v.optional(v.boolean(), false),
  startedAtMs: v.number(),
  /** The server's answer as it came, kept before anybody tried to read it. */
  rawReply: v.nullable(v.looseObject({ status: v.number(), text: v.string(), host: v.string() })),
  newKey: v.nullable(
    v.looseObject({ fields: credentialFieldsSchema, expiresAtMs: v.nullable(v.number()) }),
  ),
});
export type Journal = v.InferOutput<typeof journalSchema>;

/** The journal of a renewal that has just been begun. */
export function newJournal(credentialId: string, startedAtMs: number, leaked = false): Journal {
  const begun = { phase: 'preflight', stage: 'replace', rawReply: null, newKey: null } as const;
  return { ...begun, credentialId, startedAtMs, leaked };
}

/** Whether there is something to go on from: an answer, or a leaked key that is still on. */
export function isResumable({ phase, stage }: Journal): boolean {
  return phase === 'answered' || phase === 'parsed' || (stage === 'retire' && phase !== 'promoted');
}

/** The journal of one credential's renewal; `null` where none was begun. */
export function readJournal(transact: Transact, credentialId: string): Promise<Journal | null> {
  return transact((book) => journalIn(book, credentialId));
}

/** The phases of renewals that were begun and are not over, by credential. */
export async function unfinishedIn(book: Book): Promise<Map<string, RenewalPhase>> {
  const journals = [...(await book.all(JOURNAL, journalSchema)).values()];
  const begun = journals.filter(
    ({ phase, stage }) => phase !== 'promoted' && (phase !== 'preflight' || stage === 'retire'),
  );
  return new Map(begun.map(({ credentialId, phase }) => [credentialId, phase]));
}

/** Writes the journal within a transaction, beside what else is written there. */
export function putJournal(book: Book, journal: Journal): void {
  book.put(JOURNAL, journalId(journal.credentialId), journal);
}

/** Takes the journal away, and keeps the answer in it if it may hold a key. */
export async function discardJournal(
  transact: Transact,
  credentialId: string,
  mayHoldKey: boolean,
  note?: (book: Book, journal: Journal) => Promise<void>,
): Promise<void> {
  await transact(async (book) => {
    const journal = await journalIn(book, credentialId);
    if (journal === null) return;
    if (mayHoldKey) await keepAside(book, journal);
    book.remove(JOURNAL, journalId(credentialId));
    await note?.(book, journal);
  });
}

/**
 * Puts the answer in a journal aside within a transaction: one that was not used leaves the way, not
 * the vault. None takes the place of another.
 */
export async function keepAside(book: Book, journal: Journal | null): Promise<void> {
  if (!journal?.rawReply) return;
  const taken = await book.all(ANSWER_PUT_ASIDE, journalSchema);
  const aside = { ...journal };
  while (taken.has(asideId(aside))) aside.startedAtMs += 1;
  book.put(ANSWER_PUT_ASIDE, asideId(aside), aside);
}

/** The answers of one credential's renewals that hold something, by their ids, newest first. */
export async function answersIn(book: Book, credentialId: string): Promise<Map<string, Journal>> {
  const journals = await book.all(JOURNAL, journalSchema);
  const putAside = await book.all(ANSWER_PUT_ASIDE, journalSchema);
  const kept = [...journals, ...putAside].filter(
    ([, journal]) => journal.credentialId === credentialId && journal.rawReply !== null,
  );
  return new Map(kept.sort(([, a], [, b]) => b.startedAtMs - a.startedAtMs));
}

/** Removes the journal of a credential and every answer put aside: they hold its keys. */
export async function removeJournals(book: Book, credentialId: string): Promise<void> {
  for (const kind of [JOURNAL, ANSWER_PUT_ASIDE]) {
    for (const [id, journal] of await book.all(kind, journalSchema)) {
      if (journal.credentialId === credentialId) book.remove(kind, id);
    }
  }
}

/** The id of the one journal that a credential may have. */
export function journalId(credentialId: string): string {
  return `renewal-${credentialId}`;
}

/** The id of an answer that was put aside. */
export function asideId({ credentialId, startedAtMs }: Journal): string {
  return `${journalId(credentialId)}-${startedAtMs}`;
}

async function journalIn(book: Book, credentialId: string): Promise<Journal | null> {
  return book.get(JOURNAL, journalId(credentialId), journalSchema);
}

import * as v from 'valibot';
import { credentialFieldsSchema } from '../domain/credential.ts';
import { type RenewalPhase, renewalPhaseSchema } from '../domain/renewal.ts';
import type { Book, Transact } from './book.ts';

/** Held while a renewal runs, in whatever context. */
export const RENEWAL_LOCK = 'renewal';

export const JOURNAL = 'renewal';
export const ANSWER_PUT_ASIDE = 'renewal-answer';

/**
 * What is known of one renewal, sealed, with its phase written before each act:
 * preflight → intent → answered (the raw reply) → parsed → promoted.
 */
export const journalSchema = v.looseObject({
  credentialId: v.string(),
  phase: renewalPhaseSchema,
  startedAtMs: v.number(),
  /** The server's answer as it came, kept before anybody tried to read it. */
  rawReply: v.nullable(v.looseObject({ status: v.number(), text: v.string(), host: v.string() })),
  newKey: v.nullable(
    v.looseObject({ fields: credentialFieldsSchema, expiresAtMs: v.nullable(v.number()) }),
  ),
});
export type Journal = v.InferOutput<typeof journalSchema>;

/** The journal of a renewal that has just been begun. */
export function newJournal(credentialId: string, startedAtMs: number): Journal {
  return { credentialId, phase: 'preflight', startedAtMs, rawReply: null, newKey: null };
}

/** Whether there is an answer to go on from. */
export function isResumable({ phase }: Journal): boolean {
  return phase === 'answered' || phase === 'parsed';
}

/** Whether an answer is kept that may hold a key and was not used. */
export function holdsAnswer({ phase, rawReply }: Journal): boolean {
  return phase !== 'promoted' && rawReply !== null;
}

/** The journal of one credential's renewal; `null` where none was begun. */
export function readJournal(transact: Transact, credentialId: string): Promise<Journal | null> {
  return transact((book) => journalIn(book, credentialId));
}

/** The phases of renewals that were begun and are not over, by credential. */
export async function unfinishedIn(book: Book): Promise<Map<string, RenewalPhase>> {
  const journals = [...(await book.all(JOURNAL, journalSchema)).values()];
  const begun = journals.filter(({ phase }) => phase !== 'preflight' && phase !== 'promoted');
  return new Map(begun.map(({ credentialId, phase }) => [credentialId, phase]));
}

/** Writes the journal within a transaction, beside what else is written there. */
export function putJournal(book: Book, journal: Journal): void {
  book.put(JOURNAL, journalId(journal.credentialId), journal);
}

export async function discardJournal(transact: Transact, credentialId: string): Promise<void> {
  await transact(async (book) => {
    if (await journalIn(book, credentialId)) book.remove(JOURNAL, journalId(credentialId));
  });
}

/** An answer that was not used may hold a key: it leaves the way, not the vault. */
export async function putAnswerAside(transact: Transact, journal: Journal): Promise<void> {
  const id = journalId(journal.credentialId);
  await transact(async (book) => {
    book.put(ANSWER_PUT_ASIDE, asideId(journal), journal);
    book.remove(JOURNAL, id);
  });
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

import * as v from 'valibot';
import { credentialFieldsSchema } from '../domain/credential.ts';
import { renewalPhaseSchema } from '../domain/renewal.ts';
import type { Book, Transact } from './vault.ts';

const JOURNAL = 'renewal';
const ANSWER_PUT_ASIDE = 'renewal-answer';

/**
 * What is known of one renewal, sealed, with its phase written before each act:
 * preflight → intent → answered (the raw reply) → parsed → promoted.
 */
const journalSchema = v.looseObject({
  credentialId: v.string(),
  phase: renewalPhaseSchema,
  startedAtMs: v.number(),
  /** The server's answer as it came, kept before anybody tried to read it. */
  rawReply: v.nullable(v.object({ status: v.number(), text: v.string(), host: v.string() })),
  newKey: v.nullable(
    v.object({ fields: credentialFieldsSchema, expiresAtMs: v.nullable(v.number()) }),
  ),
});
export type Journal = v.InferOutput<typeof journalSchema>;

/** The journal of a renewal that has just been begun. */
export function newJournal(credentialId: string, startedAtMs: number): Journal {
  return { credentialId, phase: 'preflight', startedAtMs, rawReply: null, newKey: null };
}

/** Whether the server's answer is kept and not yet used. */
export function hasAnswer({ phase }: Journal): boolean {
  return phase === 'answered' || phase === 'parsed';
}

/** The journal of one credential's renewal; `null` where none was begun. */
export function readJournal(transact: Transact, credentialId: string): Promise<Journal | null> {
  return transact((book) => journalIn(book, credentialId));
}

/** Writes the journal within a transaction, beside what else is written there. */
export function putJournal(book: Book, journal: Journal): void {
  book.put(JOURNAL, journalId(journal.credentialId), journal);
}

export async function writeJournal(transact: Transact, journal: Journal): Promise<void> {
  await transact(async (book) => putJournal(book, journal));
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
    book.put(ANSWER_PUT_ASIDE, `${id}-${journal.startedAtMs}`, journal);
    book.remove(JOURNAL, id);
  });
}

function journalId(credentialId: string): string {
  return `renewal-${credentialId}`;
}

async function journalIn(book: Book, credentialId: string): Promise<Journal | null> {
  return (await book.all(JOURNAL, journalSchema)).get(journalId(credentialId)) ?? null;
}

import * as v from 'valibot';
import { type SentRequest, sentRequestSchema } from '../domain/request-report.ts';
import type { Book } from './book.ts';
import { CREDENTIAL } from './credential-records.ts';

/**
 * Both the kind and the id of the one record that remembers. It is in no backup and leaves with a
 * vault that is replaced: what was asked can be asked again, and its keys may be others there.
 */
const HISTORY = 'request-history';
const MOST = 50;
/** So much of the values of one request is remembered (in characters). */
const LONGEST = 8_000;

const historySchema = v.looseObject({ sent: v.array(sentRequestSchema) });

/** What was sent as a key that is still there, newest first. */
export async function sentIn(book: Book): Promise<SentRequest[]> {
  const kept = await book.get(HISTORY, HISTORY, historySchema);
  const keys = new Set(book.ids(CREDENTIAL));
  return (kept?.sent ?? []).filter(({ credentialId }) => keys.has(credentialId));
}

/** Remembers one more; the oldest goes. */
export async function rememberIn(book: Book, sent: SentRequest): Promise<void> {
  const entry = { ...sent, values: shortened(sent.values) };
  book.put(HISTORY, HISTORY, { sent: [entry, ...(await sentIn(book))].slice(0, MOST) });
}

export function forgetIn(book: Book): void {
  book.put(HISTORY, HISTORY, { sent: [] });
}

/** Without the values that are too long to be remembered. */
function shortened(values: Record<string, string>): Record<string, string> {
  let left = LONGEST;
  const kept = Object.entries(values).filter(([name, value]) => {
    const length = name.length + value.length;
    if (length > left) return false;
    left -= length;
    return true;
  });
  return Object.fromEntries(kept);
}

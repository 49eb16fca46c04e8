import { type Usage, usageSchema } from '../domain/usage.ts';
import { correctionOf, withoutFuture } from '../domain/usage-count.ts';
import type { Book } from './book.ts';
import { findIn, usageId } from './credential-records.ts';

/**
 * The kind of a credential's usage: one record beside each credential that was ever used. It is not
 * in a backup: another computer makes its own calls, and counts them.
 */
const USAGE = 'usage';

/** What is known of a credential's usage within a transaction; `null` where it was never used. */
export function keptUsageIn(book: Book, credentialId: string): Promise<Usage | null> {
  return book.get(USAGE, usageId(credentialId), usageSchema);
}

/**
 * How the use of a credential stands, without what cannot be; `nowMs` is the server's time as far
 * as it is known. @throws Failure `credential-missing`
 */
export async function standingIn(book: Book, credentialId: string, hereMs: number) {
  const credential = await findIn(book, credentialId);
  const kept = (await keptUsageIn(book, credentialId)) ?? NEVER_USED;
  const correctionMs = correctionOf(kept);
  const nowMs = hereMs + correctionMs;
  return { credential, usage: withoutFuture(kept, nowMs), nowMs, correctionMs };
}

export const NEVER_USED: Usage = {
  freeAtMs: [],
  days: {},
  block: null,
  skewMs: null,
  sharePercent: 100,
  liftedMonth: null,
};

export function putUsage(book: Book, credentialId: string, usage: Usage): void {
  book.put(USAGE, usageId(credentialId), usage);
}

import {
  type AutomaticRecord,
  automaticRecordSchema,
  isInLastDays,
  TRY_AGAIN_AFTER,
} from '../domain/automatic-renewal.ts';
import type { Credential, CredentialSummary } from '../domain/credential.ts';
import { AUTOMATIC } from '../domain/waiting-work.ts';
import type { Book } from './book.ts';
import { unfinishedIn } from './renewal-journal.ts';

/** What a key's summary says of its renewals. */
export type RenewalMarks = Pick<CredentialSummary, 'renewal' | 'automatic'>;

/** The marks of each key, by what is kept of renewals. */
export async function renewalMarksIn(
  book: Book,
  nowMs: number,
): Promise<(credential: Credential) => RenewalMarks> {
  const unfinished = await unfinishedIn(book);
  const { days, tries } = await automaticIn(book);
  return (credential) => {
    const last = tries[credential.id];
    const automatic = isInLastDays(credential, days, nowMs) && {
      failure: last?.failure ?? null,
      retryAtMs: last ? last.atMs + TRY_AGAIN_AFTER : null,
    };
    return { renewal: unfinished.get(credential.id) ?? null, automatic: automatic || null };
  };
}

/** What is chosen, and what was tried. */
export async function automaticIn(book: Book): Promise<AutomaticRecord> {
  return (await book.get(AUTOMATIC, AUTOMATIC, automaticRecordSchema)) ?? { days: null, tries: {} };
}

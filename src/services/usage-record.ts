import * as v from 'valibot';
import { callsByDaySchema } from '../domain/usage.ts';
import type { Book } from './book.ts';

/** The kind of a credential's usage: one record beside each credential that was ever used. */
const USAGE = 'usage';

/**
 * What is known of how one credential was used, sealed. Instants are the server's time as far as it
 * is known, so that a clock here that is set does not change what they mean. It is not in a backup:
 * another computer makes its own calls, and counts them.
 */
const usageSchema = v.looseObject({
  credentialId: v.string(),
  /** When each of the newest calls stops counting in the window of a minute, earliest first. */
  freeAtMs: v.array(v.number()),
  /** As far back as is shown. */
  days: callsByDaySchema,
  /** The server wants to be left alone; since when is kept to notice a clock that was set back. */
  block: v.nullable(v.looseObject({ sinceMs: v.number(), untilMs: v.number() })),
  /** How far the server's clock is ahead of ours; `null` until it was measured. */
  skewMs: v.nullable(v.number()),
  /** How much of the system's limits this vault may use. */
  sharePercent: v.number(),
  /** The month ("2026-11") whose count the person chose to disregard. */
  liftedMonth: v.nullable(v.string()),
});
export type Usage = v.InferOutput<typeof usageSchema>;

/** What is known of a credential's usage within a transaction; `null` where it was never used. */
export function keptUsageIn(book: Book, credentialId: string): Promise<Usage | null> {
  return book.get(USAGE, usageId(credentialId), usageSchema);
}

/** Of a credential that was never used. */
export function newUsage(credentialId: string): Usage {
  return {
    credentialId,
    freeAtMs: [],
    days: {},
    block: null,
    skewMs: null,
    sharePercent: 100,
    liftedMonth: null,
  };
}

export function putUsage(book: Book, usage: Usage): void {
  book.put(USAGE, usageId(usage.credentialId), usage);
}

/** Goes with its credential. */
export function removeUsage(book: Book, credentialId: string): void {
  book.remove(USAGE, usageId(credentialId));
}

function usageId(credentialId: string): string {
  return `usage-${credentialId}`;
}

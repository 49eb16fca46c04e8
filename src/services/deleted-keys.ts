import * as v from 'valibot';
import { type Credential, credentialSchema } from '../domain/credential.ts';
import type { DeletedKey } from '../domain/expiry.ts';
import { DAY } from '../domain/time.ts';
import type { Book } from './book.ts';
import { removeFrom } from './credential-records.ts';

/** The kind of a key that was deleted by its expiry, in the place that it had in the vault. */
const DELETED = 'deleted-key';

/** So long it can be put back, and then it is gone for good. */
const PUT_BACK_FOR = 7 * DAY;

const deletedKeySchema = v.looseObject({
  credential: credentialSchema,
  /** Its time, by what was known then. */
  dueAtMs: v.number(),
  deletedAtMs: v.number(),
});

/** Deletes a key so that it is out of use and out of sight, and can be put back for a while. */
export function putAway(book: Book, credential: Credential, dueAtMs: number, nowMs: number): void {
  book.put(DELETED, credential.id, { credential, dueAtMs, deletedAtMs: nowMs });
}

/** The key of that id, if it was deleted and can be put back; else `null`. */
export async function deletedIn(book: Book, id: string): Promise<Credential | null> {
  return (await book.get(DELETED, id, deletedKeySchema))?.credential ?? null;
}

/** Every key that can be put back, and until when. */
export async function allDeletedIn(book: Book): Promise<DeletedKey[]> {
  const all = await book.all(DELETED, deletedKeySchema);
  return [...all].map(
    ([
      id,
      {
        credential: { label },
        deletedAtMs,
      },
    ]) => ({
      id,
      label,
      untilMs: deletedAtMs + PUT_BACK_FOR,
    }),
  );
}

/**
 * Lets those go whose time to come back is over, and gives those that should not have gone, because
 * their time is still to come: the clock that deleted them was ahead.
 */
export async function settleDeleted(book: Book, nowMs: number): Promise<Credential[]> {
  const early: Credential[] = [];
  for (const [id, { credential, dueAtMs, deletedAtMs }] of await book.all(
    DELETED,
    deletedKeySchema,
  )) {
    if (dueAtMs > nowMs) early.push(credential);
    else if (Math.abs(nowMs - deletedAtMs) >= PUT_BACK_FOR) {
      await removeFrom(book, id);
    }
  }
  return early;
}

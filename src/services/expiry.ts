import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import type { Credential } from '../domain/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { Provider } from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Book, Transact } from './book.ts';
import { credentialsIn, findIn, put, removeFrom } from './credential-records.ts';
import { afterLook, deletionOf, openWatch, type Watch } from './expiry-watch.ts';
import { RENEWAL_LOCK, removeJournals, unfinishedIn } from './renewal-journal.ts';

/** A key that expires, as reminders need it. */
export interface ExpiringKey {
  /** A random name for this expiry: what of it lies outside the seal bears no other. */
  reminderId: string;
  label: string;
  disabled: boolean;
  expiresAtMs: number;
  /** When it is to be deleted by its own expiry, and when it will be; `null`: never. */
  dueAtMs: number | null;
  deletesAtMs: number | null;
}

/** What time does to keys. */
export interface Expiry {
  /**
   * Deletes the keys whose time for that has come, by what the vault itself says, and gives those
   * that expire. @throws Failure `vault-locked`, `vault-damaged`, `storage-failed`
   */
  look(): Promise<ExpiringKey[]>;
  /** The key is not deleted after its expiry. @throws Failure `credential-missing` */
  keep(id: string): Promise<void>;
  /** Lets a previous key go. @throws Failure `credential-missing`, `previous-missing` */
  removePrevious(id: string, previousId: string): Promise<void>;
}

interface Needs {
  transact: Transact;
  activity: Pick<Activity, 'note'>;
  clock: Clock;
  random: Random;
  locks: Locks;
  providers: readonly Provider[];
  /** Called after keys were deleted. */
  onDeleted(): void;
}

export function createExpiry(needs: Needs): Expiry {
  const { transact, activity, clock, random, locks, providers, onDeleted } = needs;

  async function lookIn(book: Book): Promise<{ keys: ExpiringKey[]; gone: number }> {
    const nowMs = clock.now();
    const all = await credentialsIn(book);
    const { watch: before, put: note } = await openWatch(book, random);
    const watch = afterLook(before, all.values(), providers, { nowMs, random });
    const gone = await deleteDue(book, all, watch);
    const left = watch.keys.filter(({ credentialId }) => !gone.includes(credentialId));
    note({ ...watch, keys: left });
    const keys = left.flatMap(({ credentialId, reminderId, expiresAtMs, dueAtMs }) => {
      const key = all.get(credentialId);
      if (!key) return [];
      const { label, disabled } = key;
      const deletesAtMs = deletionOf(watch, credentialId);
      return [{ reminderId, label, disabled, expiresAtMs, dueAtMs, deletesAtMs }];
    });
    return { keys, gone: gone.length };
  }

  /**
   * Not while any key is being renewed, nor one whose renewal is not finished: the key that the
   * server made would have no home. A renewal looks for its key only after it holds its lock.
   */
  async function deleteDue(
    book: Book,
    all: ReadonlyMap<string, Credential>,
    watch: Watch,
  ): Promise<string[]> {
    if (await locks.isHeld(RENEWAL_LOCK)) return [];
    const unfinished = await unfinishedIn(book);
    const due = watch.keys
      .map(({ credentialId }) => credentialId)
      .filter((id) => (deletionOf(watch, id) ?? Infinity) <= clock.now() && !unfinished.has(id));
    for (const id of due) {
      removeFrom(book, id);
      await removeJournals(book, id);
      await activity.note(book, { what: 'key-expired-deleted', credential: all.get(id) ?? null });
    }
    return due;
  }

  async function look(): Promise<ExpiringKey[]> {
    const { keys, gone } = await transact(lookIn);
    if (gone > 0) onDeleted();
    return keys;
  }

  return {
    look,
    keep: (id) =>
      transact(async (book) => {
        const credential = await findIn(book, id);
        put(book, { ...credential, deleteAfterExpiry: false });
        await activity.note(book, { what: 'key-kept', credential });
      }),
    removePrevious: (id, previousId) =>
      transact(async (book) => {
        const credential = await findIn(book, id);
        const previous = credential.previous.filter((each) => each.id !== previousId);
        if (previous.length === credential.previous.length) {
          throw new Failure('previous-missing', {});
        }
        put(book, { ...credential, previous });
        await activity.note(book, { what: 'previous-removed', credential });
      }),
  };
}

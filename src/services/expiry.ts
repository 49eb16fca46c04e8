import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import type { Credential } from '../domain/credential.ts';
import type { DeletedKey } from '../domain/expiry.ts';
import { Failure } from '../domain/failure.ts';
import type { Provider } from '../providers/provider.ts';
import type { Activity } from './activity.ts';
import type { Book, Transact } from './book.ts';
import { credentialsIn, findIn, put } from './credential-records.ts';
import { allDeletedIn, deletedIn, putAway, settleDeleted } from './deleted-keys.ts';
import { afterLook, deletionOf, openWatch, type Watch } from './expiry-watch.ts';
import { RENEWAL_LOCK, unfinishedIn } from './renewal-journal.ts';
import { assertPlaces } from './tenant.ts';

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
  /** The keys that were deleted of late, and until when each can be kept after all. */
  deleted(): Promise<DeletedKey[]>;
  /**
   * The key is not deleted after its expiry; one that was is put back.
   * @throws Failure `credential-missing`, `tenant-full`
   */
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
  /** Called after keys were deleted, or came back. */
  onChanged(): void;
}

export function createExpiry(needs: Needs): Expiry {
  const { transact, activity, clock, random, locks, providers, onChanged } = needs;

  async function lookIn(book: Book): Promise<{ keys: ExpiringKey[]; changed: boolean }> {
    const nowMs = clock.now();
    const all = await credentialsIn(book);
    const early = await settleDeleted(book, nowMs);
    for (const credential of early) {
      await keepIn(book, credential);
      all.set(credential.id, credential);
    }
    const { watch: before, put: note } = await openWatch(book, random);
    const watch = afterLook(before, all.values(), providers, { nowMs, random });
    const gone = await deleteDue(book, all, watch, nowMs);
    const left = watch.keys.filter(({ credentialId }) => !gone.includes(credentialId));
    note({ ...watch, keys: left });
    const keys = left.flatMap(({ credentialId, reminderId, expiresAtMs, dueAtMs }) => {
      const key = all.get(credentialId);
      if (!key) return [];
      const { label, disabled } = key;
      const deletesAtMs = deletionOf(watch, credentialId);
      return [{ reminderId, label, disabled, expiresAtMs, dueAtMs, deletesAtMs }];
    });
    return { keys, changed: gone.length + early.length > 0 };
  }

  async function keepIn(book: Book, credential: Credential): Promise<void> {
    put(book, credential);
    await activity.note(book, { what: 'key-kept', credential });
  }

  /**
   * Not while any key is being renewed, nor one whose renewal is not finished: the key that the
   * server made would have no home. A renewal looks for its key only after it holds its lock.
   */
  async function deleteDue(
    book: Book,
    all: ReadonlyMap<string, Credential>,
    watch: Watch,
    nowMs: number,
  ): Promise<string[]> {
    if (await locks.isHeld(RENEWAL_LOCK)) return [];
    const unfinished = await unfinishedIn(book);
    const due = watch.keys.flatMap(({ credentialId: id }) => {
      const credential = all.get(id);
      const dueAtMs = deletionOf(watch, id) ?? Infinity;
      return credential && dueAtMs <= nowMs && !unfinished.has(id) ? [{ credential, dueAtMs }] : [];
    });
    for (const { credential, dueAtMs } of due) {
      putAway(book, credential, dueAtMs, nowMs);
      await activity.note(book, { what: 'key-expired-deleted', credential });
    }
    return due.map(({ credential }) => credential.id);
  }

  async function look(): Promise<ExpiringKey[]> {
    const { keys, changed } = await transact(lookIn);
    if (changed) onChanged();
    return keys;
  }

  return {
    look,
    deleted: () => transact(allDeletedIn),
    keep: (id) =>
      transact(async (book) => {
        const deleted = await deletedIn(book, id);
        if (deleted) await assertPlaces(book, providers, [deleted]);
        const credential = deleted ?? (await findIn(book, id));
        await keepIn(book, { ...credential, deleteAfterExpiry: false });
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

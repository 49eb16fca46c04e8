import * as v from 'valibot';
import type { Random } from '../adapters/random.ts';
import type { Credential } from '../domain/credential.ts';
import { DELETED_AFTER_DAYS } from '../domain/expiry.ts';
import { DAY } from '../domain/time.ts';
import type { Provider } from '../providers/provider.ts';
import type { Book } from './book.ts';

const WATCH = 'expiry-watch';

/** From the moment that a deletion is announced there is at least this long to keep the key. */
const NOTICE = DAY;

const watchedKeySchema = v.looseObject({
  credentialId: v.string(),
  /** What this expiry is called outside the seal. */
  reminderId: v.string(),
  expiresAtMs: v.number(),
  /** When the key is to be deleted by its own expiry; `null`: it stays. */
  dueAtMs: v.nullable(v.number()),
  /** Since when the vault's owner could see that. */
  announcedAtMs: v.number(),
});
type WatchedKey = v.InferOutput<typeof watchedKeySchema>;

/** What the vault keeps of expiries, in one sealed record; made of the keys anew when it is missing. */
const watchSchema = v.looseObject({ keys: v.array(watchedKeySchema) });
export type Watch = v.InferOutput<typeof watchSchema>;

const NOTHING: Watch = { keys: [] };

/** The watch within a transaction, and how to put back another one. */
export async function openWatch(book: Book, random: Random) {
  const [found] = await book.all(WATCH, watchSchema);
  const [id, watch] = found ?? [random.id(), NOTHING];
  const put = (next: Watch) => {
    if (JSON.stringify(next) === JSON.stringify(watch)) return;
    // Where nothing expires, nothing of it is left.
    if (next.keys.length > 0) book.put(WATCH, id, next);
    else if (found) book.remove(WATCH, id);
  };
  return { watch, put };
}

/** The watch after a look at these keys at that time. */
export function afterLook(
  before: Watch,
  credentials: Iterable<Credential>,
  providers: readonly Provider[],
  { nowMs, random }: { nowMs: number; random: Random },
): Watch {
  const keys = [...credentials].flatMap((credential): WatchedKey[] => {
    const { id, expiresAtMs } = credential;
    const provider = providers.find((each) => each.id === credential.provider);
    if (expiresAtMs === null || !provider) return [];
    const dueAtMs = dueOf(credential, provider);
    const here = before.keys.find(({ credentialId }) => credentialId === id);
    const isNoted = here?.dueAtMs === dueAtMs && here.announcedAtMs <= nowMs;
    return [
      {
        credentialId: id,
        reminderId: here?.expiresAtMs === expiresAtMs ? here.reminderId : random.id(),
        expiresAtMs,
        dueAtMs,
        announcedAtMs: isNoted ? here.announcedAtMs : nowMs,
      },
    ];
  });
  return { ...before, keys };
}

/** When the key of that id is deleted: the first unlock after it does it. `null`: never. */
export function deletionOf({ keys }: Watch, id: string): number | null {
  const here = keys.find(({ credentialId }) => credentialId === id);
  return here && here.dueAtMs !== null ? Math.max(here.dueAtMs, here.announcedAtMs + NOTICE) : null;
}

/**
 * Some days after the last of its keys expired: a previous one that still works, or may, keeps the
 * whole entry. `null`: it is not to be deleted.
 */
function dueOf({ deleteAfterExpiry, expiresAtMs, previous }: Credential, provider: Provider) {
  if (!deleteAfterExpiry) return null;
  const ends = [expiresAtMs, ...previous.map((each) => each.expiresAtMs)];
  const known = ends.filter((end) => end !== null);
  const days = provider.expiryRule.deletedAfterDays ?? DELETED_AFTER_DAYS;
  return known.length < ends.length ? null : Math.max(...known) + days * DAY;
}

import type { Alarms } from '../adapters/alarms.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Notifications } from '../adapters/notifications.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Random } from '../adapters/random.ts';
import { Failure, type FailureCode, isFailure, toWire } from '../domain/failure.ts';
import { REMINDER_PERMISSIONS } from '../domain/optional-permission.ts';
import { HOUR, SECOND } from '../domain/time.ts';
import { WATCH } from '../domain/waiting-work.ts';
import {
  isReached,
  LONGEST_PAUSE,
  lookOf,
  MOST_WATCHED,
  mostCalls,
  pauseAfter,
  type Watch,
  type WatchEnd,
  type WatchedFor,
  type WatchHours,
  type WatchLook,
  watchSchema,
} from '../domain/watch.ts';
import type { Book } from './book.ts';
import type { Lock } from './lock.ts';
import type { Lookup } from './lookup.ts';
import type { Screen } from './screen.ts';
import type { Vault } from './vault.ts';
import { wordsOfEnd } from './watch-words.ts';

/** If it dies in the middle of a look, it looks again then: no browser rings an alarm earlier. */
const BACKSTOP = 30 * SECOND;

/** What waiting may mend. Whatever else goes wrong ends a watch. */
const PASSING: readonly FailureCode[] = [
  'no-answer',
  'timed-out',
  'cut-connection',
  'rate-limited',
  'server-error',
  'storage-failed',
];

/** What somebody wants watched. */
export interface WatchOrder {
  credentialId: string;
  sessionKey: string;
  name: string;
  watchedFor: WatchedFor;
  hours: WatchHours;
  /** Whether the vault stays open for it, for an hour at most. */
  stayOpen: boolean;
}

/** Asks about meetings until what somebody waits for has come; while the vault is open. */
export interface Watches {
  /** The newest first, those that have ended included. */
  list(): Promise<Watch[]>;
  /** Begins, and asks at once. The same meeting, watched for the same, begins anew. @throws Failure `watch-full` */
  start(order: WatchOrder): Promise<void>;
  /** Ends a watch, and forgets it. */
  forget(id: string): Promise<void>;
  /** To be called when the alarm rings and after an unlock: asks what is due. */
  look(): Promise<void>;
}

interface Needs {
  vault: Vault;
  lock: Lock;
  lookup: Lookup;
  clock: Clock;
  random: Random;
  locks: Locks;
  alarms: Alarms;
  permissions: Permissions;
  notifications: Notifications;
  screen: Screen;
  /** Called after something changed. */
  onChanged(): void;
}

export function createWatches(needs: Needs): Watches {
  const { vault, lock, lookup, clock, random, locks, alarms, permissions, notifications } = needs;
  const { screen, onChanged } = needs;
  const { transact } = vault;

  async function list(): Promise<Watch[]> {
    const all = [...(await transact((book) => book.all(WATCH, watchSchema))).values()];
    return all.sort(newestFirst);
  }

  async function start(order: WatchOrder): Promise<void> {
    const { credentialId, sessionKey, watchedFor } = order;
    await transact(async (book) => {
      const all = [...(await book.all(WATCH, watchSchema)).values()];
      const isIt = (one: Watch) =>
        one.credentialId === credentialId &&
        one.sessionKey === sessionKey &&
        one.watchedFor === watchedFor;
      for (const { id } of all.filter(isIt)) book.remove(WATCH, id);
      const others = all.filter((one) => one.end === null && !isIt(one));
      if (others.length >= MOST_WATCHED) throw new Failure('watch-full', { most: MOST_WATCHED });
      const over = all.filter((one) => one.told && !isIt(one)).sort(newestFirst);
      for (const { id } of over.slice(MOST_WATCHED)) book.remove(WATCH, id);
      const now = clock.now();
      const begun = { startedAtMs: now, nextAtMs: now, calls: 0, failures: 0 };
      const watch: Watch = {
        ...order,
        id: random.id(),
        ...begun,
        last: null,
        end: null,
        told: false,
      };
      book.put(WATCH, watch.id, watch);
    });
    if (order.stayOpen) await lock.stayOpen('watch', clock.now() + HOUR);
    // It has begun, whatever becomes of the first look.
    await look().catch(() => undefined);
  }

  async function forget(id: string): Promise<void> {
    await transact(async (book) => book.remove(WATCH, id));
    onChanged();
    await letGo(await running());
  }

  async function look(): Promise<void> {
    if ((await lock.current()) === null) return;
    await locks.exclusive('watch', async () => {
      // Before anything else: who dies from here on is called again.
      await alarms.set(WATCH, clock.now() + BACKSTOP);
      const { due, untold } = await transact(takeDue);
      // What could not be written of one is seen again at the next look, and holds up no other.
      await Promise.allSettled([...due.map(poll), ...untold.map(tell)]);
      await callNext();
    });
  }

  /** What is asked about now, counted before it is asked, and what ended and was not told yet. */
  async function takeDue(book: Book) {
    const all = [...(await book.all(WATCH, watchSchema)).values()];
    const now = clock.now();
    const due = all.filter(({ end, nextAtMs }) => end === null && isDue(nextAtMs, now));
    for (const watch of due) {
      const pause = pauseAfter(Math.max(0, now - watch.startedAtMs), watch.failures);
      book.put(WATCH, watch.id, { ...watch, calls: watch.calls + 1, nextAtMs: now + pause });
    }
    return { due, untold: all.filter(({ end, told }) => end !== null && !told) };
  }

  async function poll(watch: Watch): Promise<void> {
    const before = overBefore(watch, clock.now());
    if (before) return end(watch.id, before, null);
    const seen = await lookAt(watch);
    if (seen === null) return;
    if (isReached(watch.watchedFor, seen)) return end(watch.id, endOf('reached'), seen);
    await change(watch.id, (one) => ({ ...one, last: seen, failures: 0 }));
  }

  /** `null`: it failed, and that is noted. What fails after it is no failure of the meeting's. */
  async function lookAt(watch: Watch): Promise<WatchLook | null> {
    const { sessionKey, credentialId } = watch;
    try {
      const { meeting, askedAtMs } = await lookup.meeting(sessionKey, credentialId, 'watched');
      return lookOf(meeting, askedAtMs);
    } catch (error) {
      await fail(watch, error);
      return null;
    }
  }

  async function fail({ id, startedAtMs }: Watch, error: unknown): Promise<void> {
    // It goes on where it stands at the next unlock.
    if (isFailure(error, 'vault-locked')) return;
    const { code } = toWire(error);
    if (!PASSING.includes(code)) return end(id, endOf('failed', error), null);
    const retryAtMs = isFailure(error, 'rate-limited') ? error.facts.retryAtMs : 0;
    await change(id, (one) => {
      const failures = one.failures + 1;
      const pause = pauseAfter(Math.max(0, clock.now() - startedAtMs), failures);
      // Who has to wait for longer is told so again, by the key's own count, and asks nobody.
      const waitMs = Math.min(Math.max(pause, retryAtMs - clock.now()), LONGEST_PAUSE);
      return { ...one, failures, nextAtMs: clock.now() + waitMs };
    });
  }

  /** Of a watch that nobody has forgotten or begun anew meanwhile. */
  async function change(id: string, edit: (watch: Watch) => Watch): Promise<Watch | null> {
    const changed = await transact(async (book) => {
      const watch = await book.get(WATCH, id, watchSchema);
      if (watch === null || watch.told) return null;
      const next = edit(watch);
      book.put(WATCH, id, next);
      return next;
    });
    onChanged();
    return changed;
  }

  async function end(id: string, how: WatchEnd, seen: WatchLook | null): Promise<void> {
    const ended = await change(id, (one) => ({ ...one, end: how, last: seen ?? one.last }));
    if (ended) await tell(ended);
  }

  /**
   * Under an id of its own: who dies before it is ticked off shows it once more in its own place. After
   * a lock nothing names a meeting, so it waits for the unlock. Where the system takes no notification,
   * the list tells.
   */
  async function tell(watch: Watch): Promise<void> {
    const allowed = await permissions.grants(REMINDER_PERMISSIONS);
    // Whoever locks or presents takes all notifications away after this, and so after it was shown.
    const [unlocked, { presenting }] = await Promise.all([lock.current(), screen.report()]);
    if (unlocked === null) return;
    if (allowed) {
      const words = wordsOfEnd(watch, presenting);
      await notifications.show(`watched.${watch.id}`, words).catch(() => undefined);
    }
    await change(watch.id, (one) => ({ ...one, told: true }));
  }

  async function callNext(): Promise<void> {
    const left = await running();
    await letGo(left);
    if (left.length === 0) return alarms.clear(WATCH);
    await alarms.set(WATCH, Math.min(...left.map(({ nextAtMs }) => nextAtMs)));
  }

  async function running(): Promise<Watch[]> {
    return (await list()).filter((watch) => watch.end === null);
  }

  /** The vault may lock again once none is left for which it stays open. */
  async function letGo(left: readonly Watch[]): Promise<void> {
    if (!left.some(({ stayOpen }) => stayOpen)) await lock.stayOpen('watch', null);
  }

  function endOf(how: WatchEnd['how'], error: unknown = null): WatchEnd {
    return { how, atMs: clock.now(), failure: error === null ? null : toWire(error) };
  }

  return { list, start, forget, look };
}

function newestFirst(one: Watch, other: Watch): number {
  return other.startedAtMs - one.startedAtMs;
}

/** An alarm may ring a moment early, and a clock that was set back makes nobody wait. */
function isDue(nextAtMs: number, nowMs: number): boolean {
  return nextAtMs <= nowMs + SECOND || nextAtMs > nowMs + LONGEST_PAUSE;
}

/** Whether it is over before it is asked about once more. */
function overBefore({ startedAtMs, hours, calls }: Watch, nowMs: number): WatchEnd | null {
  const over = { atMs: nowMs, failure: null };
  if (nowMs >= startedAtMs + hours * HOUR) return { how: 'time-over', ...over };
  return calls >= mostCalls(hours) ? { how: 'calls-over', ...over } : null;
}

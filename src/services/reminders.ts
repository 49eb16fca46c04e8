import type { Alarms } from '../adapters/alarms.ts';
import type { Badge } from '../adapters/badge.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Notifications } from '../adapters/notifications.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { StorageArea } from '../adapters/storage.ts';
import { REMINDER_DAYS, type ReminderSettings, reminderTime } from '../domain/expiry.ts';
import { REMINDER_PERMISSIONS } from '../domain/optional-permission.ts';
import { DAY, HOUR } from '../domain/time.ts';
import type { ExpiringKey, Expiry } from './expiry.ts';
import { titleOf, wordsOf } from './reminder-words.ts';
import type { Screen } from './screen.ts';
import { createShelf, type StoredReminders, stored } from './stored.ts';

/** The alarm of the next reminder; the time itself is looked at again whenever it rings. */
export const REMINDER_ALARM = 'reminders';

/** A clock that was set back by more than this had told of reminders whose time is still to come. */
const CLOCK_SET_BACK = 12 * HOUR;
/** At the latest it looks again then, in case the clock was set. */
const LOOK_EVERY = 12 * HOUR;
/** So long before a deletion it is announced once more. */
const DELETION_NOTICE = 3 * DAY;

const WARN = '#875100';
const DANGER = '#b3261e';

/** Reminds of expiries: on the icon in the toolbar and, where it is allowed, by notifications. */
export interface Reminders {
  /**
   * To be called whenever the worker starts, an alarm rings or something changed: deletes what is
   * due, shows the badge, tells what is to be told. Never rejects: every look does it all.
   */
  look(): Promise<void>;
  settings(): Promise<ReminderSettings>;
  set(chosen: Pick<ReminderSettings, 'days' | 'on'>): Promise<void>;
}

type Entry = StoredReminders['entries'][number];

interface Needs {
  expiry: Expiry;
  area: StorageArea;
  clock: Clock;
  locks: Locks;
  alarms: Alarms;
  permissions: Permissions;
  badge: Badge;
  notifications: Notifications;
  screen: Screen;
  isUnlocked(): Promise<boolean>;
}

export function createReminders(needs: Needs): Reminders {
  const { expiry, area, clock, locks, alarms, permissions, badge, notifications } = needs;
  const { screen, isUnlocked } = needs;
  const shelf = createShelf(area);

  /** One look at a time: two would tell of the same. */
  const alone = <T>(task: () => Promise<T>) => locks.exclusive('reminders', task);
  const write = (value: StoredReminders) => shelf.write([{ name: stored.reminders.name, value }]);

  const read = async () => (await shelf.readWhole(stored.reminders)) ?? NOTHING;
  const isAllowed = () => permissions.grants(REMINDER_PERMISSIONS);

  async function look(): Promise<void> {
    const kept = await read();
    // While it is locked, what was known last is all that is known.
    const keys = await expiry.look().catch(() => null);
    const now = clock.now();
    const entries = keys === null ? kept.entries : entriesOf(keys, kept, now);
    const next = { ...kept, entries: entries.map((entry) => afterClock(entry, now)) };
    if (JSON.stringify(next) !== JSON.stringify(kept)) await write(next);
    await badge.show(faceOf(entries, now));
    if (entries.length > 0) await callNext(entries, now);
    if (next.on) await tell(next, keys, now);
  }

  async function callNext(entries: readonly Entry[], now: number): Promise<void> {
    const moments = entries.flatMap(({ times, expiresAtMs }) => [...times, expiresAtMs]);
    const nextMs = Math.min(now + LOOK_EVERY, ...moments.filter((moment) => moment > now));
    await alarms.set(REMINDER_ALARM, nextMs);
  }

  /**
   * What is to be told is fixed before it is shown, under one id, and ticked off after it: whoever
   * dies in between shows the same notification once more in its own place.
   */
  async function tell(kept: StoredReminders, keys: ExpiringKey[] | null, now: number) {
    const untilMs = kept.showingMs ?? now;
    const due = kept.entries.filter(({ times, toldMs }) =>
      times.some((time) => time > toldMs && time <= untilMs),
    );
    if (due.length === 0 && kept.showingMs === null) return;
    if (!(await isAllowed())) return;
    if (kept.showingMs === null) await write({ ...kept, showingMs: untilMs });
    if (due.length > 0) await show(`expiry.${untilMs}`, due, keys, now);
    const entries = kept.entries.map((entry) =>
      due.includes(entry) ? { ...entry, toldMs: untilMs } : entry,
    );
    const told = { ...kept, entries, showingMs: null };
    await write(told);
    // What came due while nobody was there to go on with an interrupted one.
    if (untilMs < now) await tell(told, keys, now);
  }

  /** Whoever locks or presents takes all notifications away after this looked, and so after it was shown. */
  async function show(id: string, due: Entry[], keys: ExpiringKey[] | null, now: number) {
    const [unlocked, { presenting }] = await Promise.all([isUnlocked(), screen.report()]);
    const named = unlocked && !presenting ? (keys ?? []) : [];
    const reminded = due.map((entry) => ({
      ...entry,
      label: named.find(({ reminderId }) => reminderId === entry.id)?.label ?? null,
    }));
    await notifications.show(id, wordsOf(reminded, now, unlocked));
  }

  return {
    look: () => alone(look).catch(() => undefined),
    settings: async () => {
      const { days, on } = await read();
      return { days, on, allowed: await isAllowed() };
    },
    set: ({ days, on }) => alone(async () => write({ ...(await read()), days, on })),
  };
}

const NOTHING: StoredReminders = {
  days: [...REMINDER_DAYS],
  on: false,
  entries: [],
  showingMs: null,
};

/** The keys in use as they lie outside the seal. Of one that is new there nothing past is told. */
function entriesOf(
  keys: readonly ExpiringKey[],
  { days, entries }: StoredReminders,
  now: number,
): Entry[] {
  return keys
    .filter(({ disabled }) => !disabled)
    .map(({ reminderId: id, expiresAtMs, dueAtMs, deletesAtMs }) => {
      const toldMs = entries.find((entry) => entry.id === id)?.toldMs ?? now;
      const announced = dueAtMs === null ? [] : [dueAtMs - DELETION_NOTICE];
      const times = [...days.map((each) => reminderTime(expiresAtMs, each)), ...announced];
      // An expiry beyond the last day that there is has no mornings.
      return { id, expiresAtMs, deletesAtMs, times: times.filter(Number.isFinite), toldMs };
    });
}

/** What was told before its time, by a clock that was ahead, is told again when its time comes. */
function afterClock(entry: Entry, now: number): Entry {
  return entry.toldMs > now + CLOCK_SET_BACK ? { ...entry, toldMs: now } : entry;
}

/** How many keys have expired or have come to the first of their reminders. */
function faceOf(entries: readonly Entry[], now: number) {
  const expired = entries.filter(({ expiresAtMs }) => expiresAtMs <= now).length;
  const count = entries.filter(
    ({ expiresAtMs, times }) => Math.min(expiresAtMs, ...times) <= now,
  ).length;
  return {
    text: count === 0 ? '' : String(count),
    colour: expired > 0 ? DANGER : WARN,
    title: titleOf(count, expired),
  };
}

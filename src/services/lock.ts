import type { Alarms } from '../adapters/alarms.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Stores } from '../adapters/storage.ts';
import { fromBase64url, toBase64url } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import type { LockMinutes } from '../domain/lock-minutes.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import { createShelf, stored, type Unlocked } from './stored.ts';

/** The alarm that locks when nobody asks anything; the deadline itself is checked before every handler. */
export const LOCK_ALARM = 'lock';

const DEFAULT_MINUTES: LockMinutes = 15;
const CLOCK_SET_BACK = 60 * SECOND;
/** So long nobody has to be there, at most. */
const LONGEST_HOLD = 60 * MINUTE;
const NOTE_TIME_EVERY = 5 * SECOND;

/** The vault key while the vault is unlocked. */
export interface OpenVault {
  vaultId: string;
  key: Uint8Array;
  deadlineMs: number;
  /** Records that could not be read when it was opened. */
  unreadable: number;
}

/** What is kept while unlocked. */
interface Opening {
  vaultId: string;
  key: Uint8Array;
  unreadable: number;
}

/** Keeps the vault key for a limited time where only the extension's own pages reach it. */
export interface Lock {
  /**
   * To be taken before an unlock begins: a lock that comes while it is under way goes first.
   */
  turn(): number;
  /** @throws Failure `vault-locked` when it was locked since that turn */
  open(opening: Opening, turn: number): Promise<void>;
  close(): Promise<void>;
  /** The open vault; `null` when locked. Locks first if its time is up or the clock was set back. */
  current(): Promise<OpenVault | null>;
  /** Somebody is using Latchkey: the time starts again. */
  touch(): Promise<number | null>;
  /**
   * Stays open until then without anybody's use, for work that somebody asked for; an hour at most.
   * `null`: the work is over, and the usual time begins, unless there is other work.
   */
  stayOpen(work: 'bulk' | 'watch', untilMs: number | null): Promise<void>;
  /** The alarm rang: locks when it is time, else sets the alarm again. */
  rang(): Promise<void>;
  /** The worker has just started: browsers lose alarms at a restart and at an update. */
  resume(): Promise<void>;
  minutes(): Promise<LockMinutes>;
  setMinutes(minutes: LockMinutes): Promise<void>;
}

interface Needs {
  stores: Stores;
  clock: Clock;
  alarms: Alarms;
  locks: Locks;
  /** Called after the vault was locked, by whatever. */
  onLocked(): void;
}

export function createLock({ stores, clock, alarms, locks, onLocked }: Needs): Lock {
  const settings = createShelf(stores.local);
  const session = createShelf(stores.session);

  /** One at a time: a touch that overlaps a lock must not bring the key back. */
  const alone = <T>(task: () => Promise<T>) => locks.exclusive('lock', task);

  /** How often it was locked since the worker started. An unlock does not outlive the worker. */
  let locked = 0;

  async function keep(unlocked: Unlocked, deadlineMs: number): Promise<void> {
    const value = { ...unlocked, deadlineMs, seenMs: clock.now() };
    await session.write([{ name: stored.unlocked.name, value }]);
  }

  async function startTime(unlocked: Unlocked): Promise<number> {
    const usualMs = clock.now() + (await minutes()) * MINUTE;
    const deadlineMs = Math.max(usualMs, ...Object.values(unlocked.held ?? {}));
    await keep(unlocked, deadlineMs);
    await alarms.set(LOCK_ALARM, deadlineMs);
    return deadlineMs;
  }

  async function close(): Promise<void> {
    locked += 1;
    await stores.session.remove([stored.unlocked.name]);
    await alarms.clear(LOCK_ALARM);
    onLocked();
  }

  async function check() {
    const unlocked = await readUnlocked();
    if (unlocked === null) return null;
    const now = clock.now();
    if (now >= unlocked.deadlineMs || now < unlocked.seenMs - CLOCK_SET_BACK) {
      await close();
      return null;
    }
    if (now >= unlocked.seenMs + NOTE_TIME_EVERY) {
      await keep(unlocked, unlocked.deadlineMs);
    }
    return unlocked;
  }

  const setAgain = () =>
    alone(async () => {
      const unlocked = await check();
      if (unlocked) await alarms.set(LOCK_ALARM, unlocked.deadlineMs);
    });

  /** What is kept here only saves typing the passphrase again: if it is spoilt, the vault is locked. */
  const readUnlocked = () => session.readWhole(stored.unlocked);

  async function minutes(): Promise<LockMinutes> {
    return (await settings.readWhole(stored.lockSettings))?.minutes ?? DEFAULT_MINUTES;
  }

  return {
    turn: () => locked,
    open: ({ vaultId, key, unreadable }, turn) =>
      alone(async () => {
        if (turn !== locked) throw new Failure('vault-locked', {});
        await startTime({ vaultId, key: toBase64url(key), unreadable });
      }),
    close: () => alone(close),
    current: () =>
      alone(async () => {
        const unlocked = await check();
        return unlocked && { ...unlocked, key: fromBase64url(unlocked.key) };
      }),
    touch: () =>
      alone(async () => {
        const unlocked = await check();
        return unlocked && startTime(unlocked);
      }),
    stayOpen: (work, untilMs) =>
      alone(async () => {
        const unlocked = await check();
        if (unlocked === null) return;
        const { [work]: before, ...others } = unlocked.held ?? {};
        if (untilMs === null && before === undefined) return;
        const own = untilMs && { [work]: Math.min(untilMs, clock.now() + LONGEST_HOLD) };
        await startTime({ ...unlocked, held: { ...others, ...own } });
      }),
    rang: setAgain,
    resume: setAgain,
    minutes,
    setMinutes: (chosen) =>
      alone(async () => {
        await settings.write([{ name: stored.lockSettings.name, value: { minutes: chosen } }]);
        const unlocked = await check();
        if (unlocked) await startTime(unlocked);
      }),
  };
}

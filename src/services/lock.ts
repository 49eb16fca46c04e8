import type { Alarms } from '../adapters/alarms.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Stores } from '../adapters/storage.ts';
import { fromBase64url, toBase64url } from '../domain/bytes.ts';
import { isFailure } from '../domain/failure.ts';
import type { LockMinutes } from '../domain/lock-minutes.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import { createShelf, stored } from './stored.ts';

/** The alarm that locks when nobody asks anything; the deadline itself is checked before every handler. */
export const LOCK_ALARM = 'lock';

const DEFAULT_MINUTES: LockMinutes = 15;
const CLOCK_SET_BACK = 60 * SECOND;
const NOTE_TIME_EVERY = 5 * SECOND;

/** The vault key while the vault is unlocked. */
export interface OpenVault {
  vaultId: string;
  key: Uint8Array;
  deadlineMs: number;
}

/** Keeps the vault key for a limited time where only the extension's own pages reach it. */
export interface Lock {
  open(vaultId: string, key: Uint8Array): Promise<void>;
  close(): Promise<void>;
  /** The open vault; `null` when locked. Locks first if its time is up or the clock was set back. */
  current(): Promise<OpenVault | null>;
  /** Somebody is using Latchkey: the time starts again. */
  touch(): Promise<number | null>;
  /** The alarm rang: locks when it is time, else sets the alarm again. */
  rang(): Promise<void>;
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

  async function keep(vaultId: string, key: string, deadlineMs: number): Promise<void> {
    const value = { vaultId, key, deadlineMs, seenMs: clock.now() };
    await session.write([{ name: stored.unlocked.name, value }]);
  }

  async function startTime(vaultId: string, key: string): Promise<number> {
    const deadlineMs = clock.now() + (await minutes()) * MINUTE;
    await keep(vaultId, key, deadlineMs);
    await alarms.set(LOCK_ALARM, deadlineMs);
    return deadlineMs;
  }

  async function close(): Promise<void> {
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
      await keep(unlocked.vaultId, unlocked.key, unlocked.deadlineMs);
    }
    return unlocked;
  }

  async function readUnlocked() {
    try {
      return await session.read(stored.unlocked);
    } catch (error) {
      // What is kept here only saves typing the passphrase again: if it is spoilt, the vault is locked.
      if (isFailure(error, 'vault-damaged')) return null;
      throw error;
    }
  }

  async function minutes(): Promise<LockMinutes> {
    try {
      return (await settings.read(stored.lockSettings))?.minutes ?? DEFAULT_MINUTES;
    } catch (error) {
      if (isFailure(error, 'vault-damaged')) return DEFAULT_MINUTES;
      throw error;
    }
  }

  return {
    open: (vaultId, key) =>
      alone(async () => {
        await startTime(vaultId, toBase64url(key));
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
        return unlocked && startTime(unlocked.vaultId, unlocked.key);
      }),
    rang: () =>
      alone(async () => {
        const unlocked = await check();
        if (unlocked) await alarms.set(LOCK_ALARM, unlocked.deadlineMs);
      }),
    minutes,
    setMinutes: (chosen) =>
      alone(async () => {
        await settings.write([{ name: stored.lockSettings.name, value: { minutes: chosen } }]);
        const unlocked = await check();
        if (unlocked) await startTime(unlocked.vaultId, unlocked.key);
      }),
  };
}

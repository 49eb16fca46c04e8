import type { Alarms } from '../adapters/alarms.ts';
import type { Clipboard } from '../adapters/clipboard.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Permissions } from '../adapters/permissions.ts';
import type { Random } from '../adapters/random.ts';
import type { Stores } from '../adapters/storage.ts';
import type { Timer } from '../adapters/timer.ts';
import { fromBase64url, toBase64url, utf8 } from '../domain/bytes.ts';
import type { ClipboardSeconds } from '../domain/clipboard-seconds.ts';
import { isFailure } from '../domain/failure.ts';
import { CLIPBOARD_PERMISSIONS } from '../domain/optional-permission.ts';
import { SECOND } from '../domain/time.ts';
import { createShelf, stored } from './stored.ts';

/** The alarm that wakes a dead worker to look at the clipboard. */
export const CLIPBOARD_ALARM = 'clipboard';

const DEFAULT_SECONDS: ClipboardSeconds = 30;
const KEY_BYTES = 32;
/** Another program may hold the clipboard for a moment: then we look again. */
const TRIES = 4;
const TRY_AGAIN_AFTER = 5 * SECOND;

/** What becomes of a secret that was copied. */
export type Clearing =
  | { clearing: 'due'; seconds: number }
  | { clearing: 'never' | 'not-allowed'; seconds: null };

/**
 * Takes copied secrets off the clipboard, if they are still on it when their time is up. Of the
 * secret it keeps a keyed hash, in the browser's memory only: when the browser ends, so does this.
 */
export interface CopiedSecret {
  /** A page has just copied this. */
  note(text: string): Promise<Clearing>;
  /** Empties the clipboard when it is time, else waits on. Also for whoever does not know. */
  look(): Promise<void>;
  settings(): Promise<{ seconds: ClipboardSeconds; allowed: boolean }>;
  setSeconds(seconds: ClipboardSeconds): Promise<void>;
}

interface Needs {
  stores: Stores;
  clock: Clock;
  random: Random;
  locks: Locks;
  alarms: Alarms;
  timer: Timer;
  permissions: Permissions;
  clipboard: Clipboard;
}

/** What is remembered of a copied secret. */
interface Mark {
  key: string;
  hash: string;
  copiedMs: number;
  dueMs: number;
  tries: number;
}

export function createCopiedSecret(needs: Needs): CopiedSecret {
  const { stores, clock, random, locks, alarms, timer, permissions, clipboard } = needs;
  const kept = createShelf(stores.local);
  const session = createShelf(stores.session);

  /** One at a time: what is copied while we look at the clipboard must not be forgotten with the old. */
  const alone = <T>(task: () => Promise<T>) => locks.exclusive('clipboard', task);

  const isAllowed = () => permissions.grants(CLIPBOARD_PERMISSIONS);

  async function note(text: string): Promise<Clearing> {
    const seconds = await readSeconds();
    if (seconds === null) return { clearing: 'never', seconds };
    if (!(await isAllowed())) return { clearing: 'not-allowed', seconds: null };
    const key = random.bytes(KEY_BYTES);
    const copiedMs = clock.now();
    await wait({
      key: toBase64url(key),
      hash: await keyedHash(key, text),
      copiedMs,
      dueMs: copiedMs + seconds * SECOND,
      tries: TRIES,
    });
    return { clearing: 'due', seconds };
  }

  async function wait(mark: Mark): Promise<void> {
    await session.write([{ name: stored.copiedSecret.name, value: mark }]);
    await callAt(mark.dueMs);
  }

  /** The timer is exact, the alarm outlives the worker; the browser may make it late, or lose it. */
  async function callAt(dueMs: number): Promise<void> {
    timer.after(dueMs - clock.now(), look);
    await alarms.set(CLIPBOARD_ALARM, dueMs);
  }

  async function lookNow(): Promise<void> {
    const mark = await readMark();
    if (mark === null) return;
    const now = clock.now();
    // A clock that was set back cannot tell how long ago it was: then it is time.
    if (now < mark.dueMs && now >= mark.copiedMs) return callAt(mark.dueMs);
    if ((await isAllowed()) && !(await takeBack(mark)) && mark.tries > 1) {
      return wait({
        ...mark,
        copiedMs: now,
        dueMs: now + TRY_AGAIN_AFTER,
        tries: mark.tries - 1,
      });
    }
    await forget();
  }

  /** Whether the browser let us look. */
  async function takeBack({ key, hash }: Mark): Promise<boolean> {
    try {
      const isOurs = async (text: string) => (await keyedHash(fromBase64url(key), text)) === hash;
      await clipboard.emptyIf(isOurs);
      return true;
    } catch {
      return false;
    }
  }

  async function forget(): Promise<void> {
    await session.remove([stored.copiedSecret.name]);
    await alarms.clear(CLIPBOARD_ALARM);
  }

  async function readMark(): Promise<Mark | null> {
    try {
      return await session.read(stored.copiedSecret);
    } catch (error) {
      if (!isFailure(error, 'vault-damaged')) throw error;
      await forget();
      return null;
    }
  }

  async function readSeconds(): Promise<ClipboardSeconds> {
    const settings = await kept.readWhole(stored.clipboardSettings);
    return settings === null ? DEFAULT_SECONDS : settings.seconds;
  }

  const look = () => alone(lookNow);

  return {
    note: (text) => alone(() => note(text)),
    look,
    settings: async () => ({ seconds: await readSeconds(), allowed: await isAllowed() }),
    setSeconds: (seconds) =>
      kept.write([{ name: stored.clipboardSettings.name, value: { seconds } }]),
  };
}

/** HMAC-SHA-256 of a text. Systems write the end of a line in their own way, so it counts as one. */
async function keyedHash(key: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  const lines = utf8(text.replaceAll('\r\n', '\n'));
  return toBase64url(new Uint8Array(await crypto.subtle.sign(algorithm.name, imported, lines)));
}

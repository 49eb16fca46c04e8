import type { Alarms } from '../adapters/alarms.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Timer } from '../adapters/timer.ts';
import {
  type AutomaticDays,
  type AutomaticRecord,
  isInLastDays,
  TRY_AGAIN_AFTER,
} from '../domain/automatic-renewal.ts';
import type { Credential } from '../domain/credential.ts';
import { isFailure, toWire } from '../domain/failure.ts';
import { DAY, SECOND } from '../domain/time.ts';
import { AUTOMATIC } from '../domain/waiting-work.ts';
import type { Provider } from '../providers/provider.ts';
import type { Book } from './book.ts';
import { credentialsIn } from './credential-records.ts';
import type { Lock } from './lock.ts';
import type { Renewal } from './renewal.ts';
import { automaticIn } from './renewal-marks.ts';
import type { Vault } from './vault.ts';

/** Whoever came for something else goes first. */
const SOON = 3 * SECOND;

/** Renews keys in their last days, while the vault is open. */
export interface AutomaticRenewal {
  days(): Promise<AutomaticDays>;
  setDays(days: AutomaticDays): Promise<void>;
  /** To be called when the vault was opened. */
  soon(): void;
  /** Renews whatever is due, one after the other. Each key that was tried waits for a day. */
  run(): Promise<void>;
}

interface Needs {
  vault: Vault;
  lock: Lock;
  renewal: Renewal;
  clock: Clock;
  timer: Timer;
  alarms: Alarms;
  providers: readonly Provider[];
  /** Called after a key was tried. */
  onTried(): void;
}

export function createAutomaticRenewal(needs: Needs): AutomaticRenewal {
  const { vault, lock, renewal, clock, timer, alarms, providers, onTried } = needs;
  const { transact } = vault;

  async function run(): Promise<void> {
    if ((await lock.current()) === null) return;
    const due = await transact(dueIn);
    if (due === null) return;
    await alarms.set(AUTOMATIC, clock.now() + DAY);
    for (const each of due) await tryOne(each);
  }

  /** The keys whose turn it is; `null` where nothing is to be renewed unasked. */
  async function dueIn(book: Book): Promise<Credential[] | null> {
    const { days, tries } = await automaticIn(book);
    if (days === null) return null;
    const nowMs = clock.now();
    const isDue = (key: Credential) =>
      providers.some(({ id, renewal: able }) => id === key.provider && able !== undefined) &&
      isInLastDays(key, days, nowMs) &&
      Math.abs(nowMs - (tries[key.id]?.atMs ?? 0)) >= TRY_AGAIN_AFTER;
    return [...(await credentialsIn(book)).values()].filter(isDue);
  }

  async function tryOne({ id, version }: Credential): Promise<void> {
    // Before the act: a worker that dies in it does not try again on the same day.
    await note(id, 'unfinished');
    try {
      await renewal.start(id, { version });
      await note(id, null);
    } catch (error) {
      const other = isFailure(error, 'renewal-running') || isFailure(error, 'changed-meanwhile');
      await note(id, other ? null : error);
    } finally {
      onTried();
    }
  }

  async function note(id: string, error: unknown): Promise<void> {
    await transact(async (book) => {
      const { tries } = await automaticIn(book);
      const failure = error === null ? null : toWire(error);
      await put(book, { tries: { ...tries, [id]: { atMs: clock.now(), failure } } });
    });
  }

  async function put(book: Book, part: Partial<AutomaticRecord>): Promise<void> {
    book.put(AUTOMATIC, AUTOMATIC, { ...(await automaticIn(book)), ...part });
  }

  const soon = () => timer.after(SOON, run);

  return {
    days: async () => (await transact(automaticIn)).days,
    setDays: async (days) => {
      await transact((book) => put(book, { days }));
      soon();
    },
    soon,
    run,
  };
}

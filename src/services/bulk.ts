import type { Alarms } from '../adapters/alarms.ts';
import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import type { Timer } from '../adapters/timer.ts';
import {
  type BulkItem,
  type BulkJob,
  type BulkKind,
  type BulkReport,
  chunksOf,
  isSettled,
} from '../domain/bulk.ts';
import { Failure, isFailure, toWire } from '../domain/failure.ts';
import { HOUR, MINUTE, SECOND } from '../domain/time.ts';
import { shareOf } from '../domain/usage-count.ts';
import { BULK } from '../domain/waiting-work.ts';
import type { Provider } from '../providers/provider.ts';
import type { Book, Transact } from './book.ts';
import { askFor, holdsUp, isPassing, type Outcome } from './bulk-asking.ts';
import {
  chunksIn,
  itemIn,
  jobIn,
  keepJob,
  newJobIn,
  type Spot,
  settleIn,
  spotsIn,
} from './bulk-records.ts';
import { findProvider } from './credential-form.ts';
import { CREDENTIAL, findIn } from './credential-records.ts';
import type { Credentials } from './credentials.ts';
import type { Gateway } from './gateway.ts';
import type { Lock } from './lock.ts';
import { keptUsageIn } from './usage-record.ts';

/** So many are under way at a time. */
const AT_ONCE = 10;
/** If so many in a row get no answer, nobody is there, and the others wait. */
const NOBODY_THERE = 5;
/** A server that wants to be left alone for so long is: others may have called it, too. */
const WORTH_WAITING = 2 * MINUTE;
/** If it says so that often in a row, it is not others that it is tired of. */
const TIRED = 3 * AT_ONCE;
/** A worker that does nothing for half a minute is ended, and an alarm rings no more often. */
const BEAT = 20 * SECOND;
const BACKSTOP = 30 * SECOND;
const NEWS_EVERY = SECOND;

/** What somebody wants looked up. */
export interface BulkOrder {
  kind: BulkKind;
  credentialId: string;
  /** Session keys or emails, each once. */
  keys: readonly string[];
  sparing: boolean;
  stayOpen: boolean;
}

/** Looks up thousands, as fast as the key's limit allows, whatever dies meanwhile. */
export interface Bulk {
  /** In the place of an earlier one, whose results are gone. @throws Failure `bulk-running` */
  start(order: BulkOrder): Promise<void>;
  /** `null`: there is none. */
  report(): Promise<BulkReport | null>;
  /** The items of these chunks. */
  results(chunks: readonly number[]): Promise<BulkItem[][]>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends it; what was found stays. */
  stop(): Promise<void>;
  /** Asks again for those that failed so. */
  retry(codes: readonly string[]): Promise<void>;
  /** Forgets it with its results. @throws Failure `bulk-running` */
  clear(): Promise<void>;
  /** To be called when the alarm rings, and when the worker starts: goes on where it stands. */
  look(): Promise<void>;
  /** To be called after an unlock: goes on, and the vault may stay open for it again. */
  unlocked(): Promise<void>;
}

interface Needs {
  transact: Transact;
  lock: Lock;
  credentials: Credentials;
  gateway: Gateway;
  clock: Clock;
  random: Random;
  locks: Locks;
  alarms: Alarms;
  timer: Timer;
  providers: readonly Provider[];
  /** Called after something changed, every now and then. */
  onChanged(): void;
}

/** One run through what still waits. */
interface Run {
  job: BulkJob;
  waiting: Spot[];
  /** What came of each, as far as it is known here. */
  outcomes: Map<Spot, Outcome>;
  unanswered: number;
  /** So often in a row the server wanted to be left alone. */
  refused: number;
  /** Nothing more is begun. */
  halted: boolean;
  /** It is to go on once it has come to a halt. */
  again: boolean;
}

const BEGUN = { unanswered: 0, refused: 0, halted: false, again: false };

export function createBulk(needs: Needs): Bulk {
  const { transact, lock, credentials, gateway, clock, random, locks, alarms, timer } = needs;
  const { providers, onChanged } = needs;
  /** That of this worker; `null`: none is under way. */
  let running: Run | null = null;
  let newsDue = false;

  /** Pages are told a few times a minute at most. */
  function tell(): void {
    if (newsDue) return;
    newsDue = true;
    timer.after(NEWS_EVERY, async () => {
      newsDue = false;
      onChanged();
    });
  }

  async function start({ keys, ...order }: BulkOrder): Promise<void> {
    await transact(async (book) => {
      if ((await jobIn(book))?.state === 'running') throw new Failure('bulk-running', {});
      const begun = { id: random.id(), startedAtMs: clock.now(), total: keys.length };
      const job: BulkJob = { ...order, ...begun, state: 'running', why: null };
      newJobIn(book, job, chunksOf(keys));
    });
    await goOn(true);
  }

  /**
   * Goes on where it stands, if it is under way. `asked`: by somebody who is there, so that the vault
   * may stay open for another hour.
   */
  async function goOn(asked: boolean): Promise<void> {
    if ((await lock.current()) === null) return;
    const job = await transact(jobIn);
    if (job?.state !== 'running') return;
    if (job.stayOpen && asked) await lock.stayOpen('bulk', clock.now() + HOUR);
    await alarms.set(BULK, clock.now() + BACKSTOP);
    if (running) running.again = running.halted;
    else void run().catch(() => undefined);
  }

  /** Only one in all contexts. Whoever finds it under way leaves it alone. */
  async function run(): Promise<void> {
    const again = await locks.ifFree('bulk', async () => {
      const job = await transact(jobIn);
      if (job?.state !== 'running') return false;
      const own: Run = { job, waiting: [], ...BEGUN, outcomes: new Map() };
      running = own;
      try {
        own.waiting = await transact(spotsIn);
        beat(own);
        await Promise.all(Array.from({ length: AT_ONCE }, () => workOff(own)));
        await finish(own);
      } finally {
        own.halted = true;
        running = null;
        tell();
      }
      return own.again;
    });
    // Somebody wanted it to go on while it was still coming to a halt.
    if (again) await run();
  }

  /** Keeps the worker alive while it waits for the limit, and sees what another context wants. */
  function beat(own: Run): void {
    timer.after(BEAT, async () => {
      if (own.halted) return;
      const job = await transact(jobIn).catch(() => null);
      if (job?.id !== own.job.id || job.state !== 'running') own.halted = true;
      else await alarms.set(BULK, clock.now() + BACKSTOP);
      beat(own);
    });
  }

  async function workOff(own: Run): Promise<void> {
    for (;;) {
      const spot = own.halted ? undefined : own.waiting.shift();
      if (spot === undefined) return;
      await lookUp(own, spot).catch((error: unknown) => halt(own, error));
    }
  }

  /** Looks one up; what came of it is written in the commit that notes the call. */
  async function lookUp(own: Run, spot: Spot): Promise<void> {
    const { kind, credentialId, sparing } = own.job;
    const usable = await credentials.findFor(kind, credentialId);
    const keep = (outcome: Outcome) => own.outcomes.set(spot, outcome);
    const { outcome, error } = await askFor(kind, spot.key, usable, (manner) =>
      gateway.askAs(usable.provider, usable.credential, {
        ...{ what: manner.what, about: manner.about, patient: true, sparing },
        seal: async (book, reply) => {
          const told = await manner.read(reply);
          if (told === null) return;
          keep(told);
          await settleIn(book, spot, told, clock.now());
        },
      }),
    );
    if (isFailure(error, 'rate-limited') && mayWait(own, error.facts.retryAtMs)) {
      // The next one waits for it in the queue: what the server said counts for the key.
      own.waiting.unshift(spot);
      return;
    }
    if (holdsUp(error)) throw error;
    own.refused = 0;
    own.unanswered = isPassing(error) ? own.unanswered + 1 : 0;
    if (own.unanswered >= NOBODY_THERE) throw error;
    if (!own.outcomes.has(spot)) {
      keep(outcome);
      await transact((book) => settleIn(book, spot, outcome, clock.now()));
    }
    tell();
  }

  function mayWait(own: Run, retryAtMs: number): boolean {
    own.refused += 1;
    return own.refused < TIRED && retryAtMs - clock.now() <= WORTH_WAITING;
  }

  /** Nothing more is begun. After a lock it goes on at the unlock; else somebody has to look. */
  async function halt(own: Run, error: unknown): Promise<void> {
    own.halted = true;
    if (isFailure(error, 'vault-locked')) return;
    await change(own.job.id, (job) =>
      job.state === 'running' ? { ...job, state: 'paused', why: toWire(error) } : job,
    );
  }

  /** What was found and could not be written is written now. */
  async function finish({ job: { id }, outcomes, halted }: Run): Promise<void> {
    await transact(async (book) => {
      for (const [spot, outcome] of outcomes) {
        const item = await itemIn(book, spot);
        if (item && !isSettled(item)) await settleIn(book, spot, outcome, clock.now());
      }
    }).catch(() => undefined);
    if (halted) return;
    const left = await transact(spotsIn);
    if (left.length === 0) await change(id, (job) => ({ ...job, state: 'done' }));
    else timer.after(SECOND, () => goOn(false));
  }

  /** Writes how it stands, and lets the vault lock again where it stands still. */
  async function change(id: string | null, edit: (job: BulkJob) => BulkJob): Promise<void> {
    const after = await transact(async (book) => {
      const job = await jobIn(book);
      if (job === null || (id !== null && job.id !== id)) return null;
      const next = edit(job);
      keepJob(book, next);
      return next;
    });
    if (after?.stayOpen && after.state !== 'running') await lock.stayOpen('bulk', null);
    if (after?.state !== 'running') await alarms.clear(BULK);
    onChanged();
  }

  async function end(state: 'paused' | 'stopped'): Promise<void> {
    if (running) running.halted = true;
    const isOver = (job: BulkJob) => job.state === 'done' || job.state === 'stopped';
    await change(null, (job) => (isOver(job) ? job : { ...job, state, why: null }));
  }

  async function resume(): Promise<void> {
    await change(null, (job) =>
      job.state === 'paused' ? { ...job, state: 'running', why: null } : job,
    );
    await goOn(true);
  }

  async function retry(codes: readonly string[]): Promise<void> {
    await transact(async (book) => {
      const job = await jobIn(book);
      if (job === null) return;
      if (job.state === 'running') throw new Failure('bulk-running', {});
      for (const spot of await spotsIn(book, ({ failure }) =>
        codes.includes(failure?.code ?? ''),
      )) {
        await settleIn(book, spot, { result: null, failure: null }, null);
      }
      keepJob(book, { ...job, state: 'running', why: null });
    });
    await goOn(true);
  }

  async function clear(): Promise<void> {
    await transact(async (book) => {
      if ((await jobIn(book))?.state === 'running') throw new Failure('bulk-running', {});
      newJobIn(book, null, []);
    });
    onChanged();
  }

  async function report(): Promise<BulkReport | null> {
    return transact(async (book) => {
      const job = await jobIn(book);
      if (job === null) return null;
      const chunks = await chunksIn(book);
      const settled = chunks.map((items) => items.filter(isSettled).length);
      const failed = chunks.flat().filter(({ failure }) => failure !== null).length;
      return { job, settled, failed, perMinute: await perMinuteIn(book, job.credentialId) };
    });
  }

  async function perMinuteIn(book: Book, credentialId: string): Promise<number | null> {
    if (!book.ids(CREDENTIAL).includes(credentialId)) return null;
    const { provider } = await findIn(book, credentialId);
    const usage = await keptUsageIn(book, credentialId);
    const { limits } = findProvider(providers, provider);
    return shareOf(limits, usage?.sharePercent ?? 100).perMinute;
  }

  async function results(wanted: readonly number[]): Promise<BulkItem[][]> {
    const chunks = await transact(chunksIn);
    return wanted.map((chunk) => chunks[chunk] ?? []);
  }

  return {
    start,
    report,
    results,
    pause: () => end('paused'),
    resume,
    stop: () => end('stopped'),
    retry,
    clear,
    look: () => goOn(false),
    unlocked: () => goOn(true),
  };
}

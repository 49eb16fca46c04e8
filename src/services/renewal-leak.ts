import type { Clock } from '../adapters/clock.ts';
import type { Credential, PreviousKey } from '../domain/credential.ts';
import { Failure, type FailureCode, isFailure } from '../domain/failure.ts';
import type { Activity } from './activity.ts';
import { findIn, put } from './credential-records.ts';
import type { PreviousKeys } from './previous-keys.ts';
import { type Journal, keepAside } from './renewal-journal.ts';
import { believable, type RenewalSteps, type Run } from './renewal-steps.ts';

/**
 * Turns a key off that leaked, once another one is in use: renews the leaked one once more, at
 * which the server is to disable it. Which keys it takes afterwards is documented nowhere. So the
 * one in use is asked before and after; where it stops working, the one that came back takes over.
 *
 * Can be gone on from in every phase: whether the call was carried out is seen by whether the
 * server still takes the leaked key. @throws Failure `leaked-key-lives`, `renewal-*`, or why not
 */
export type Retire = (run: Run, journal: Journal) => Promise<Journal>;

interface Needs {
  steps: RenewalSteps;
  previousKeys: PreviousKeys;
  activity: Activity;
  clock: Clock;
}

export function createRetire({ steps, previousKeys, activity, clock }: Needs): Retire {
  async function retire(begun: Run, journal: Journal): Promise<Journal> {
    // Another key is in use by now than when this was begun.
    const credential = await begun.transact((book) => findIn(book, begun.credential.id));
    const run = { ...begun, credential };
    const leaked = leakedOf(credential);
    if (leaked === undefined) return steps.write(run, { ...journal, phase: 'promoted' });
    return settle(run, leaked, await outcome(run, leaked, journal));
  }

  /** What came of having it turned off; asks for that where it was not done yet. */
  async function outcome(run: Run, leaked: PreviousKey, journal: Journal): Promise<Journal> {
    if (journal.phase === 'parsed') return journal;
    if (journal.phase === 'answered') return parse(run, leaked, journal);
    if (await isOff(run, leaked)) return journal;
    return parse(run, leaked, await turnOff(run, leaked, journal));
  }

  async function turnOff(run: Run, leaked: PreviousKey, before: Journal): Promise<Journal> {
    const blank = { ...before, startedAtMs: clock.now(), rawReply: null, newKey: null };
    const intent = await steps.write(run, { ...blank, phase: 'intent' }, (book) =>
      keepAside(book, before),
    );
    const otherwise: Journal = { ...blank, phase: 'preflight' };
    return steps.call(run, intent, { key: leaked, turnOffOld: true, otherwise });
  }

  /** An answer that nobody can read stays in the way only where its key is the one that is needed. */
  async function parse(run: Run, leaked: PreviousKey, answered: Journal): Promise<Journal> {
    const otherwise: Journal = { ...answered, phase: 'preflight', rawReply: null };
    try {
      return await steps.parse(run, answered, otherwise);
    } catch (error) {
      if (isFailure(error, 'renewal-unreadable') && !(await isRefused(run))) return answered;
      // A browser may itself send a call twice: then the no is to the second one.
      if (isRefusal(error) && (await isOff(run, leaked))) return otherwise;
      throw error;
    }
  }

  const isRefused = (run: Run) => refuses(steps.probe(run, run.credential.fields));
  /**
   * Whether the server takes the leaked key no more. Asked between two looks at one that it takes:
   * a clock that jumps, or a server that refuses everybody, must not pass for it.
   */
  async function isOff(run: Run, { fields }: PreviousKey, working = run.credential.fields) {
    await steps.probe(run, working);
    if (!(await refuses(steps.probe(run, fields)))) return false;
    await steps.probe(run, working);
    return true;
  }

  /** Puts a key to use that works, keeps the other, and notes whether the leaked one is off. */
  async function settle(run: Run, leaked: PreviousKey, journal: Journal): Promise<Journal> {
    const newKey = journal.newKey && believable(journal.newKey, clock.now());
    const takesOver = newKey !== null && (await isRefused(run));
    const working = { ...run.credential.fields, ...(takesOver && newKey.fields) };
    if (takesOver) await steps.test(run, working);
    const off = await isOff(run, leaked, working);
    const over: Journal = { ...journal, phase: 'promoted', rawReply: null, newKey: null };
    const done = await steps.write(
      run,
      off ? over : { ...over, phase: 'preflight' },
      async (book) => {
        const now = await findIn(book, run.credential.id);
        const noted = off ? withLeakedOff(now, leaked) : now;
        if (newKey === null) put(book, noted);
        else if (takesOver) previousKeys.replace(book, noted, newKey);
        else previousKeys.keepBeside(book, noted, newKey);
        if (newKey === null) await keepAside(book, journal);
        if (off) await activity.note(book, { what: 'key-turned-off', credential: now });
      },
    );
    if (off) return done;
    throw new Failure('leaked-key-lives', { label: run.credential.label });
  }

  return retire;
}

/** The leaked key that the server takes, as far as is known. */
function leakedOf({ previous }: Credential): PreviousKey | undefined {
  return previous.find(({ leaked }) => leaked === 'live');
}

function withLeakedOff(credential: Credential, { id }: PreviousKey): Credential {
  const previous = credential.previous.map((one) =>
    one.id === id ? { ...one, leaked: 'off' as const } : one,
  );
  return { ...credential, previous };
}

/** What a server says to a key that it does not take. */
const REFUSALS: readonly FailureCode[] = ['unauthorized', 'forbidden', 'credential-expired'];

/** Whether the server refuses the key of that probe. @throws whatever leaves it open */
async function refuses(probe: Promise<void>): Promise<boolean> {
  try {
    await probe;
    return false;
  } catch (error) {
    if (isRefusal(error)) return true;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Failure && REFUSALS.includes(error.code);
}

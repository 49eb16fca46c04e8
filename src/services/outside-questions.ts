import type { Clock } from '../adapters/clock.ts';
import type { Locks } from '../adapters/locks.ts';
import type { Random } from '../adapters/random.ts';
import type { Stores } from '../adapters/storage.ts';
import { LONGEST_QUESTION, type OutsideQuestion } from '../domain/outside-question.ts';
import { MINUTE } from '../domain/time.ts';
import { createShelf } from './stored.ts';
import { type StoredQuestion, storedLater } from './stored-later.ts';

/** Who asks ten minutes later is somebody else, or has forgotten it. */
const LONGEST_WAIT = 10 * MINUTE;

/** A page of ours that could answer. */
export interface AskingPage {
  /** A number that the page made up for itself. */
  page: string;
  windowId: number | null;
}

/**
 * Keeps what was asked outside of our pages until one of them takes it: in the browser's memory
 * only, the last one only, and not for long.
 */
export interface OutsideQuestions {
  note(question: OutsideQuestion): Promise<void>;
  /**
   * The question for a page: the same one for that page alone until it says that it has it.
   * `null`: there is none. While `locked` it is kept, and told to nobody.
   */
  next(asking: AskingPage, locked: boolean): Promise<Next>;
  /** A page has it; it is forgotten. */
  taken(id: string): Promise<void>;
}

interface Next {
  question: { id: string; text: string } | null;
  /** There is one, for when it is unlocked. */
  waiting: boolean;
}

interface Needs {
  stores: Stores;
  clock: Clock;
  random: Random;
  locks: Locks;
  onNoted(): void;
}

const NONE: Next = { question: null, waiting: false };

export function createOutsideQuestions(needs: Needs): OutsideQuestions {
  const { stores, clock, random, locks, onNoted } = needs;
  const session = createShelf(stores.session);
  const { name } = storedLater.outsideQuestion;

  const alone = <T>(task: () => Promise<T>) => locks.exclusive('outside-question', task);
  const keep = (value: StoredQuestion) => session.write([{ name, value }]);
  const forget = () => session.remove([name]);

  async function note({ text, windowId }: OutsideQuestion): Promise<void> {
    const asked = text.trim().slice(0, LONGEST_QUESTION);
    if (asked === '') return;
    const id = random.id();
    await alone(() => keep({ id, text: asked, windowId, askedMs: clock.now(), takenBy: null }));
    onNoted();
  }

  async function next({ page, windowId }: AskingPage, locked: boolean): Promise<Next> {
    const kept = await session.readWhole(storedLater.outsideQuestion);
    if (kept === null) return NONE;
    const ageMs = clock.now() - kept.askedMs;
    if (ageMs > LONGEST_WAIT || ageMs < -MINUTE) {
      await forget();
      return NONE;
    }
    const elsewhere = kept.windowId !== null && windowId !== null && kept.windowId !== windowId;
    if (elsewhere || (kept.takenBy !== null && kept.takenBy !== page)) return NONE;
    if (locked) return { question: null, waiting: true };
    await keep({ ...kept, takenBy: page });
    return { question: { id: kept.id, text: kept.text }, waiting: false };
  }

  return {
    note,
    next: (asking, locked) => alone(() => next(asking, locked)),
    taken: (id) =>
      alone(async () => {
        const kept = await session.readWhole(storedLater.outsideQuestion);
        if (kept?.id === id) await forget();
      }),
  };
}

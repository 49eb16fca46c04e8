import * as v from 'valibot';
import type { Book, Transact } from './book.ts';

/** Both the kind and the id of the one record that remembers. */
const GUIDES = 'guides';

const recordSchema = v.looseObject({ done: v.record(v.string(), v.array(v.string())) });

/** A guide, and the key that it is followed for (an empty text for none). */
export interface Followed {
  guide: string;
  about: string;
}

/** Remembers which steps of which guide are done. What the steps are, only pages know. */
export interface Guides {
  done(followed: Followed): Promise<string[]>;
  /** Notes that a step is done, or is not; without a step, that none is. */
  tick(followed: Followed, step: string | null, done: boolean): Promise<void>;
}

export function createGuides(transact: Transact): Guides {
  const read = async (book: Book) => (await book.get(GUIDES, GUIDES, recordSchema))?.done ?? {};
  const nameOf = ({ guide, about }: Followed) => `${guide}/${about}`;
  return {
    done: async (followed) => (await transact(read))[nameOf(followed)] ?? [],
    tick: (followed, step, done) =>
      transact(async (book) => {
        const { [nameOf(followed)]: before = [], ...others } = await read(book);
        const rest = step === null ? [] : before.filter((each) => each !== step);
        const after = step !== null && done ? [...rest, step] : rest;
        book.put(GUIDES, GUIDES, { done: { ...others, [nameOf(followed)]: after } });
      }),
  };
}

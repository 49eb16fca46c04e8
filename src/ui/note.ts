import type { PageId } from './pages.ts';

/** A few words at the foot of a page. They go by themselves, unless there is something to do. */
export interface Note {
  words: string;
  /** Where it can be changed: then the words stay until somebody has read them. */
  page?: PageId;
  /** Said once in a page and not again. */
  once?: boolean;
}

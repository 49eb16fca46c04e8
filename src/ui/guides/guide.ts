/** A way from a step into Latchkey, or to the page where a key is applied for. */
export type GuideWay = 'add-key' | 'renew' | 'registration';

/** One thing to do. */
export interface GuideStep {
  /** Remembered when it is done: never used for another step. */
  id: string;
  title: string;
  /** What to do. */
  what: string;
  /** Why. */
  why: string;
  /** What to look at before going on. */
  check: string;
  way?: GuideWay;
}

/** Something that a person does by hand, step by step. */
export interface Guide {
  id: string;
  /** The id of the system that it is about. */
  provider: string;
  /** When it is the one to follow: without a key, with one that has expired, or to change one. */
  when: 'no-key' | 'expired' | 'change';
  title: string;
  about: string;
  steps: readonly GuideStep[];
}

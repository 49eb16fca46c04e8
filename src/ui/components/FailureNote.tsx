import { lazily } from '../lazily.tsx';

/** A failure in words, with the one button that helps. All sentences come along when the first is needed. */
export const FailureNote = lazily(() =>
  import('./FailureWords.tsx').then((each) => each.FailureWords),
);

import { clockWords, dateWords } from '../../date-words.ts';
import type { ImportFind } from '../../import/finds.ts';

type Part<K extends keyof ImportFind> = ImportFind[K];

/** "3 keys", "1 key" */
export function keysWords(count: number): string {
  return `${count} ${count === 1 ? 'key' : 'keys'}`;
}

/** What a field has: its value, how long the secret is, or what is wrong. */
export function fieldWords({ label, shown, length, problem }: Part<'fields'>[number]): string {
  if (problem !== null) return `${label} ${problem}`;
  if (shown !== null) return `${label}: ${shown}`;
  return length === 0
    ? `${label}: none`
    : `${label}: set, ${length} ${length === 1 ? 'character' : 'characters'}`;
}

/** `null` when the file says nothing of an expiry. */
export function expiryWords(expiry: Part<'expiry'>): string | null {
  switch (expiry.state) {
    case 'none':
      return null;
    case 'read':
      return `Expires ${dateWords(expiry.atMs)}, ${clockWords(expiry.atMs)}`;
    case 'unreadable':
      return 'Its expiry is not a date that we understand, so it comes without one. 2027-05-31 would do.';
  }
}

const SAME: { [W in NonNullable<Part<'same'>>['where']]: (label: string) => string } = {
  vault: (label) => `You have it already, as “${label}”`,
  previous: (label) => `A previous key of “${label}”`,
  file: (label) => `The same as “${label}” further up`,
};

export function sameWords({ label, where }: NonNullable<Part<'same'>>): string {
  return SAME[where](label);
}

export function raggedWords({ cells, columns }: NonNullable<Part<'ragged'>>): string {
  return `The line has ${cells} cells and the header ${columns}. Are quotes missing around one?`;
}

/// <reference types="vite/types/importMeta.d.ts" />
import type { CardWords } from '../domain/provider-card.ts';

/** Each system's words lie in its own folder, for pages alone: the worker is small without them. */
const found = import.meta.glob<CardWords>('./*/words.ts', { eager: true, import: 'words' });

/** What is said of a system; `undefined` where its folder says nothing. */
export function wordsOf(id: string): CardWords | undefined {
  return found[`./${id}/words.ts`];
}

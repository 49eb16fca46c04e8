import type { FactsOf, FailureCode } from '../../domain/failure.ts';

/** What a failure's button does; `FailureWords` knows how. */
export type HelpAction = 'try-again' | 'open-keys' | 'allow-host' | 'reload' | 'refresh';

/** What we say of a failure: what happened, the fact and the next step, and one button that helps. */
export interface Sentence {
  title: string;
  text: string;
  help?: { label: string; action: HelpAction };
}

/** The sentences of a group of failures. */
export type Sentences<C extends FailureCode> = { [K in C]: (facts: FactsOf<K>) => Sentence };

export const tryAgain = { label: 'Try again', action: 'try-again' } as const;
export const openKeys = { label: 'Open Keys', action: 'open-keys' } as const;
export const reload = { label: 'Reload', action: 'reload' } as const;

export function quoted(text: string): string {
  return text === '' ? 'none' : `“${text}”`;
}

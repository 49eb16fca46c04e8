import { SECOND } from '../../../domain/time.ts';
import type { TokenKind } from '../../../domain/token-kind.ts';
import { spanWords } from '../../date-words.ts';

/** "5 min" until then. */
export function spanTill(atMs: number): string {
  return spanWords(atMs - Date.now());
}

/** How long a token of a kind may live. */
export function boundsWords({ least, most, usual }: TokenKind): string {
  const words = (seconds: number) => spanWords(seconds * SECOND);
  return `${least} (${words(least)}) to ${most} (${words(most)}); ${words(usual)} is usual.`;
}

/** What is to be said of a long life; `null`: nothing. */
export function adviceOn({ advised, most }: TokenKind, seconds: number): string | null {
  if (!(seconds > advised && seconds <= most)) return null;
  return `At most ${spanWords(advised * SECOND)} is advised: whoever gets hold of a token can use it until it is over.`;
}

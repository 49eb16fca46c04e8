import { SECOND } from '../domain/time.ts';
import type { OutputOf } from '../rpc/contract.ts';
import { spanWords } from './date-words.ts';
import type { Note } from './note.ts';

/**
 * Puts text on the clipboard, and beside it the same as HTML where somebody wants it so; resolves to
 * whether the browser let us.
 */
export async function copyText(text: string, html?: string): Promise<boolean> {
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([asBoth(text, html)]);
    return true;
  } catch {
    return false;
  }
}

function asBoth(text: string, html: string): ClipboardItem {
  const blob = (type: string, content: string) => ({ [type]: new Blob([content], { type }) });
  return new ClipboardItem({ ...blob('text/plain', text), ...blob('text/html', html) });
}

const NOT_ALLOWED: Note = {
  words: 'Copied. Latchkey may not clear it by itself: allow it in Settings.',
  page: 'settings',
  once: true,
};
const NOT_NOTED: Note = {
  words:
    'Copied. It could not be noted, so it stays on the clipboard until you copy something else.',
};

/** What is to be said of a copied secret, by the worker's answer; `null`: nothing. Never rejects. */
export async function noteForSecret(
  answer: Promise<OutputOf<'clipboard.copied'>>,
): Promise<Note | null> {
  try {
    const { clearing, seconds } = await answer;
    if (clearing === 'due') {
      return { words: `Copied. It is taken off the clipboard in ${spanWords(seconds * SECOND)}.` };
    }
    return clearing === 'not-allowed' ? NOT_ALLOWED : null;
  } catch {
    return NOT_NOTED;
  }
}

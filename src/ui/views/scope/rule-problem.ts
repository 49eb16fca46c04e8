import { isPlain, readPattern } from '../../../domain/url-match.ts';

/** What is odd about a path as it is written. */
const ODDITIES: readonly [RegExp, string][] = [
  [/\\|\/\/|%2f|%5c/i, 'doubled, backward or encoded slashes'],
  [/(\.|%20| )(\/|$)|%2e/i, '“.” or “..” as a part, or a part that ends in a dot or a blank'],
  [/;|%3b/i, 'a “;”'],
  [/%/, 'a percent sign that is not as a browser would write it'],
];

/** What makes a path one that is not looked at any further, as the object of a sentence. */
export function oddityIn(path: string): string {
  const found = ODDITIES.find(([pattern]) => pattern.test(path));
  return found?.[1] ?? 'characters that have to be percent-encoded';
}

/** What is wrong with a rule's URL, as the end of a sentence; `null` when it is good. */
export function problemOfRule(typed: string): string | null {
  const url = typed.trim();
  if (url === '') return 'is missing';
  if (readPattern(url) !== null) return null;
  const full = /^https?:\/\//i.test(url);
  if (!full && !url.startsWith('/')) {
    return 'must begin with “/”, or with https:// and the key’s host';
  }
  const path = url.replace(/^https?:\/\/[^/]*/i, '');
  if (full && readPattern(path) !== null) return 'must name the key’s host, and nothing but it';
  if (/[?#]/.test(path)) return 'must end before “?” and “#”: rules say nothing of the query';
  if (path.replace(/\/\*\*$/, '').includes('**')) {
    return 'may have “**” only as its last part, as in /api/**';
  }
  return path === '' ? 'must have a path behind the host' : `must not have ${oddityIn(path)}`;
}

/** Whether a path is odd as it is written. */
export function isOdd(path: string): boolean {
  return !isPlain(path);
}

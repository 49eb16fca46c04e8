import { isHtml, textOfHtml } from './html-text.ts';
import { decodedPrintable } from './quoted-printable.ts';

/** No mail is longer (in characters). */
export const LONGEST_MAIL = 1_000_000;
/** A longer line is no line of a mail that anybody reads, and is left out (in characters). */
const LONGEST_LINE = 20_000;

/**
 * A mail's text as its lines were meant, whatever a mail program made of it: transfer encoding, tags,
 * entities, quote marks, bullets and rules are gone. Tabs, bars and several blanks stay: they part
 * the cells of a table that was made flat. A line without content is ''.
 */
export function mailLines(text: string): string[] {
  const unified = text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
  // In a page's source such a mark at the start of a line is the end of a tag.
  const unquoted = isHtml(unified) ? unified : unified.replace(/^[ \t]*>[> \t]*/gm, '');
  return plainSpaces(textOfHtml(decodedPrintable(unquoted)))
    .split('\n')
    .map(tidyLine);
}

const ODD_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

function plainSpaces(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(ODD_SPACES, ' ')
    .replace(/[：＝]/g, (sign) => (sign === '：' ? ':' : '='));
}

/** A rule under a heading or between the rows of a table. */
const RULE = /^[-=_+|*~#.\s–—]+$/;
/** `•`, `-`, `*`, `1.` and Word's own signs, as they stand before the items of a list. */
const BULLET =
  /^(?:[•◦▪▫■□●○·‣⁃∙◆➢*\uf0a7\uf0b7\u2013\u2014-]+|o(?=[ \t])|\d{1,2}[.)](?=[ \t])|\\bullet\b)[ \t]*/u;

function tidyLine(line: string): string {
  if (line.length > LONGEST_LINE) return '';
  const bare = line.trim().replace(/^>[> \t]*/, '');
  return RULE.test(bare) ? '' : bare.replace(BULLET, '');
}

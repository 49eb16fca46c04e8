/**
 * A text as it was meant: letters and digits of one kind, nothing invisible, lines apart by "\n".
 * Full-width signs, no-break spaces and typographic hyphens become the plain ones.
 */
export function plainText(text: string): string {
  const plain = new Map<string, string>();
  return text
    .replace(INVISIBLE, '')
    .replace(LINE_BREAK, '\n')
    .replace(OTHER_SIGN, (sign) => {
      const known = plain.get(sign) ?? plainSign(sign);
      plain.set(sign, known);
      return known;
    });
}

/** A name as it is compared: without marks, capitals and doubled blanks. */
export function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Zero-width characters and direction marks, which travel along when text is copied. */
const INVISIBLE = /\p{Cf}/gu;
/** What ends a line; the line separator stands for it where a field takes no line break. */
const LINE_BREAK = /[\r\u2028\u2029\v\f]/g;
/** Digits, blanks, and the forms of plain signs that East Asian keyboards and typography have. */
const OTHER_SIGN = /(?![0-9 ])[\p{Nd}\p{Zs}\uff01-\uff5e\ufe50-\ufe6b\u2010\u2011]/gu;
const DIGIT = /^\p{Nd}$/u;

/** Only these are changed: a few signs become whole words by NFKC, and a text eighteen times as long. */
function plainSign(sign: string): string {
  const same = sign.normalize('NFKC');
  return DIGIT.test(same) && !/^\d$/.test(same) ? asciiDigit(same) : same;
}

/** Unicode puts the digits of a script in a row, from 0 to 9. Source: Unicode, section 4.6 */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

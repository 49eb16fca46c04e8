const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Brackets and braces differ from one another, not from their like, in the bit for lower case. */
const EITHER = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/**
 * Whether a JSON text opens more brackets within each other than allowed. Looked at before it is
 * parsed: whatever walks such a tree afterwards would run out of stack.
 */
export function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let place = 0; place < text.length; place += 1) {
    // As numbers: a text may have twenty million of them.
    const sign = text.charCodeAt(place);
    if (sign === QUOTE) inString = !inString;
    else if (inString && sign === BACKSLASH) place += 1;
    else if (!inString) depth += stepOf(sign | EITHER);
    if (depth > limit) return true;
  }
  return false;
}

function stepOf(sign: number): -1 | 0 | 1 {
  if (sign === OPENING) return 1;
  return sign === CLOSING ? -1 : 0;
}

/**
 * Whether a JSON text opens more brackets within each other than allowed. Looked at before it is
 * parsed: whatever walks such a tree afterwards would run out of stack.
 */
export function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (inString) {
      if (sign === '\\') place += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else depth += stepOf(sign);
    if (depth > limit) return true;
  }
  return false;
}

function stepOf(sign: string | undefined): -1 | 0 | 1 {
  if (sign === '{' || sign === '[') return 1;
  return sign === '}' || sign === ']' ? -1 : 0;
}

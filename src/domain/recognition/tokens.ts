/** Three parts (signed) or five (encrypted), the first of them JSON that begins as every header does. */
const TOKEN = /(?<![\w.-])eyJ[\w-]+\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]+)?(?![\w-])/g;
/** What stands before a token where it was copied from: "Authorization: Bearer ". */
const BEFORE =
  /^(?:-H\s{0,8})?["']?(?:[\w-]{1,64}["']?\s{0,8}[:=]\s{0,8})?["']?(?:bearer\s{1,8})?(?=eyJ)/i;
/** No word is that long, and no mail wraps a line so early. */
const SHORTEST_LINE = 20;

/** The JWTs in a text. One that fills it all may be wrapped over several lines. */
export function tokensIn(text: string): string[] {
  const wrapped = wrappedToken(text);
  return wrapped === null ? (text.match(TOKEN) ?? []) : [wrapped];
}

function wrappedToken(text: string): string | null {
  const start = BEFORE.exec(text)?.[0].length;
  if (start === undefined) return null;
  const lines = text.slice(start).split(/\s+/);
  if (lines.length < 2 || lines.slice(0, -1).some(({ length }) => length < SHORTEST_LINE)) {
    return null;
  }
  const joined = lines.join('').replace(/["',;]$/, '');
  const [token] = joined.match(TOKEN) ?? [];
  return token === joined ? joined : null;
}

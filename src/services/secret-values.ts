/** Names of members whose values nobody should see by chance. */
const SECRET =
  /pass(word|code|phrase)|pwd|secret|token|credential|authorization|cookie|access_?code|(host|private|api)[_-]?key$|jwt$|^pw$|(^|_)pin(_?code)?$/i;
/** Names that only look so: a place in a list, a kind, a time. */
const HARMLESS = /(page|cursor|sync|continuation)_?token$|token_?(type|expir\w*|lifetime)$/i;

/** The beginning of a member of a JSON text whose value is a text, a number or a list of texts. */
const MEMBER = /"([^"\\]{1,80})"\s{0,20}:\s{0,20}(?=["\d-]|\[\s{0,20}")/g;

/** Such a value. Unrolled: an alternative for each character of a long one would fill the stack. */
const value = () =>
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[\d.eE+-]+|\[(?:\s*"[^"\\]*(?:\\[\s\S][^"\\]*)*"\s*,?)*\s*\]?/y;

/**
 * A JSON text without the values whose names say that they are secret, and how many those were. It is
 * worked on as text, so that every digit stays; what is no JSON mostly stays as it is.
 */
export function withoutSecretValues(text: string): { text: string; hidden: number } {
  const pieces: string[] = [];
  let done = 0;
  for (const member of text.matchAll(MEMBER)) {
    const [beginning, name = ''] = member;
    const start = member.index + beginning.length;
    const found = isSecretName(name) ? valueAt(text, start) : '';
    if (found === '' || found === '""') continue;
    pieces.push(text.slice(done, start), '"•••"');
    done = start + found.length;
  }
  return { text: pieces.join('') + text.slice(done), hidden: pieces.length / 2 };
}

function isSecretName(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

function valueAt(text: string, start: number): string {
  const sticky = value();
  sticky.lastIndex = start;
  return sticky.exec(text)?.[0] ?? '';
}

/** Names of members whose values nobody should see by chance. */
const SECRET =
  /pass(word|code|phrase)|pwd|secret|token|credential|authorization|cookie|jwt|access_?code|(access|api|encryption|host|private|profile|service|signing)[_-]?key$|(^|_)(pw|pin)(_?code)?$/i;
/** The same where words are told apart by capitals. */
const SECRET_IN_CAMEL_CASE = /[a-z](Pw|Pin)$/;
/** Names that only look so: a place in a list, a kind, a time. */
const HARMLESS = /(page|cursor|sync|continuation)[_-]?token$|token_?(type|expir\w*|lifetime)$/i;

/** Members that name another one, and the other one. */
const NAMING = /^(name|key|attribute|attributeName)$/i;
const VALUE = /^value$/i;

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
  // Some lists hold pairs: {"Name": "password", "Value": "…"}.
  let named = '';
  for (const member of text.matchAll(MEMBER)) {
    const [beginning, name = ''] = member;
    const start = member.index + beginning.length;
    if (NAMING.test(name)) named = valueAt(text, start).slice(1, -1);
    const isPaired = VALUE.test(name);
    const found = isSecretName(isPaired ? named : name) ? valueAt(text, start) : '';
    if (isPaired) named = '';
    if (found === '' || found === '""') continue;
    pieces.push(text.slice(done, start), '"•••"');
    done = start + found.length;
  }
  return { text: pieces.join('') + text.slice(done), hidden: pieces.length / 2 };
}

function isSecretName(name: string): boolean {
  return (SECRET.test(name) || SECRET_IN_CAMEL_CASE.test(name)) && !HARMLESS.test(name);
}

function valueAt(text: string, start: number): string {
  const sticky = value();
  sticky.lastIndex = start;
  return sticky.exec(text)?.[0] ?? '';
}

/** Headers as somebody pasted them. */
export interface PastedHeaders {
  /** Names in lower case. */
  headers: Record<string, string>;
  /** What came after them in a whole message; `null`: nothing. */
  body: string | null;
}

type Pairs = readonly (readonly [string, string])[];

/** Reads headers in any usual form: lines, JSON, options of cURL, a whole HTTP message. */
export function readHeaders(text: string): PastedHeaders {
  return readJson(text) ?? readCurl(text) ?? readMessage(text);
}

/** A header's name, in lower case. Source: RFC 9110, section 5.6.2 */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Of a header that stands there twice, both values count, as servers have it. */
function collect(pairs: Pairs): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [given, value] of pairs) {
    const name = given.trim().toLowerCase();
    if (!NAME.test(name)) continue;
    const before = headers.get(name);
    headers.set(name, before === undefined ? value.trim() : `${before}, ${value.trim()}`);
  }
  return Object.fromEntries(headers);
}

/** JSON of headers, also with the quotes of Python, or of a whole event as clouds hand it on: with a body beside them. */
function readJson(text: string): PastedHeaders | null {
  const value = parsed(text) ?? parsed(text.replaceAll("'", '"'));
  const pairs = pairsOf(value);
  if (pairs === null) return null;
  const { headers, body, isBase64Encoded } = Object(value);
  const isWhole = headers !== undefined && isText(body) && isBase64Encoded !== true;
  return { headers: collect(pairs), body: isWhole ? body : null };
}

/** `null` for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An object, a list of names and values by turns, or a list of { name, value }. */
function pairsOf(value: unknown): Pairs | null {
  if (Array.isArray(value)) return value.some(isText) ? byTurns(value) : value.flatMap(named);
  if (typeof value !== 'object' || value === null) return null;
  const inside = Object.entries(value).find(([name]) => name.toLowerCase() === 'headers')?.[1];
  const holder: unknown = typeof inside === 'object' && inside !== null ? inside : value;
  if (Array.isArray(holder)) return holder.flatMap(named);
  return Object.entries(Object(holder)).map(([name, each]) => [name, valueText(each)]);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function byTurns(list: readonly unknown[]): Pairs {
  return list.flatMap((name, place) =>
    place % 2 === 0 && isText(name) ? [[name, valueText(list[place + 1])] as const] : [],
  );
}

function named(entry: unknown): Pairs {
  const members = Object.entries(Object(entry)).map(([name, value]) => [name.toLowerCase(), value]);
  const { name, key, value } = Object.fromEntries(members);
  const own = isText(name) ? name : key;
  return isText(own) ? [[own, valueText(value)]] : [];
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return value === null || value === undefined ? '' : String(value);
}

/** An option of cURL with a text in any of a shell's quotes. */
const OPTION =
  /(?:^|\s)(-H|--header|-d|--data(?:-raw|-binary|-ascii)?)[\s=]*(\$'(?:[^'\\]|\\[\s\S])*'|'(?:[^']|'\\'')*'|"(?:[^"\\]|\\[\s\S])*")/g;

/** A command of cURL; `null` where no header is an option. */
function readCurl(text: string): PastedHeaders | null {
  const options = [...text.matchAll(OPTION)].map(([, name = '', quoted = '']) => ({
    isHeader: /^-H$|header/.test(name),
    value: shellText(quoted),
  }));
  const headers = options.filter(({ isHeader }) => isHeader);
  if (headers.length === 0) return null;
  const data = options.filter(({ isHeader }) => !isHeader).map(({ value }) => value);
  return {
    headers: collect(headers.map(({ value }) => split(value))),
    body: data.length === 0 ? null : data.join('&'),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What a shell makes of a text in quotes. In single ones a backslash is a backslash. */
function shellText(quoted: string): string {
  if (quoted.startsWith('$')) {
    return quoted
      .slice(2, -1)
      .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([\s\S]))/gi, (...found) => {
        const [, unicode, byte, sign] = found;
        const code: string | undefined = unicode ?? byte;
        if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
        return ESCAPES[sign] ?? sign;
      });
  }
  const inside = quoted.slice(1, -1);
  if (quoted.startsWith("'")) return inside.replaceAll("'\\''", "'");
  return inside.replace(/\\(["\\$`])/g, '$1').replace(/\\\n/g, '');
}

/** A name that is hardly anything else, and a value behind some blanks, as tables are copied. */
const SPACED = /^(\w+(?:-\w+)+)\s+(?!=)(\S.*)$/;

/** "Name: value", also in quotes and with a comma behind it. */
function split(line: string): readonly [string, string] {
  const colon = line.indexOf(':', line.startsWith(':') ? 1 : 0);
  const before = unquoted(line.slice(0, Math.max(0, colon)));
  if (NAME.test(before)) return [before, unquoted(line.slice(colon + 1))];
  const [, spaced, value = ''] = SPACED.exec(line) ?? [];
  if (spaced !== undefined) return [spaced, value];
  const [name = '', ...rest] = line.split(/\t+|=/);
  return rest.length === 0 ? ['', ''] : [unquoted(name), unquoted(rest.join('='))];
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/,$/, '')
    .replace(/^(['"])(.*)\1$/, '$2');
}

const FIRST_LINE = /^([A-Z]+ \S+( HTTP\/[\d.]+)?|HTTP\/[\d.]+ \d{3}.*)$/;

/** Lines up to an empty one; what follows is the body, byte for byte as far as pasting allows. */
function readMessage(text: string): PastedHeaders {
  const whole = text.replace(/^\s*\n/, '');
  const end = /\r?\n[ \t]*\r?\n/.exec(whole);
  const head = end ? whole.slice(0, end.index) : whole;
  const rest = end ? whole.slice(end.index + end[0].length) : '';
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '');
  const bare = FIRST_LINE.test(lines[0]?.trim() ?? '') ? lines.slice(1) : lines;
  return { headers: collect(pairsIn(bare)), body: rest === '' ? null : rest };
}

/** The first of two lines: browsers and tables copy names with or without their colon. */
const ALONE = /^[\w-]+:$|^\w+(-\w+)+$/;

/** A header may come as two lines. */
function pairsIn(lines: readonly string[]): Pairs {
  const pairs: (readonly [string, string])[] = [];
  for (let place = 0; place < lines.length; place += 1) {
    // "> " stands before what cURL tells of a request.
    const line = lines[place]?.trim().replace(/^[<>]\s+/, '') ?? '';
    const alone = ALONE.test(line) ? lines[place + 1] : undefined;
    const belongs = alone !== undefined && !/^[\w-]+:(\s|$)/.test(alone.trim());
    pairs.push(belongs ? [line.replace(/:$/, ''), alone] : split(line));
    if (belongs) place += 1;
  }
  return pairs;
}

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
  const json = readJson(text);
  if (json !== null) return { headers: collect(json), body: null };
  const options = readCurl(text);
  if (options.length > 0) return { headers: collect(options), body: null };
  return readMessage(text);
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

/** An object, a list of names and values by turns, or a list of { name, value }. */
function readJson(text: string): Pairs | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
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

const OPTION = /(?:^|\s)(?:-H|--header)[\s=]+(?:\$?'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;

function readCurl(text: string): Pairs {
  return [...text.matchAll(OPTION)].map(([, single, double]) =>
    split((single ?? double ?? '').replace(/\\(.)/g, '$1')),
  );
}

/** "Name: value", also in quotes and with a comma behind it. */
function split(line: string): readonly [string, string] {
  const colon = line.indexOf(':', line.startsWith(':') ? 1 : 0);
  if (colon < 0) {
    const [name = '', ...rest] = line.split(/\t+|\s*=\s*/);
    return rest.length === 0 ? ['', ''] : [unquoted(name), unquoted(rest.join('='))];
  }
  return [unquoted(line.slice(0, colon)), unquoted(line.slice(colon + 1))];
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

/** Browsers copy a header as two lines, of which the first ends in a colon. */
function pairsIn(lines: readonly string[]): Pairs {
  const pairs: (readonly [string, string])[] = [];
  for (let place = 0; place < lines.length; place += 1) {
    const line = lines[place]?.trim() ?? '';
    const alone = /^[\w-]+:$/.test(line) ? lines[place + 1] : undefined;
    const belongs = alone !== undefined && !/^[\w-]+:(\s|$)/.test(alone.trim());
    pairs.push(belongs ? [line.slice(0, -1), alone] : split(line));
    if (belongs) place += 1;
  }
  return pairs;
}

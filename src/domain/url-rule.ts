import * as v from 'valibot';

/** The methods that a request may have; whatever else there is (TRACE, CONNECT) is never sent. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const methodSchema = v.picklist(METHODS);
export type Method = v.InferOutput<typeof methodSchema>;

/**
 * One line of what a credential may be used for. `url` is an absolute path as the server sees it, or
 * such a path with the scheme and host of the credential before it. A `*` stands for one or more
 * characters of one part of the path: it never takes in a "/". `**` as the last part stands for
 * everything below. Of the query a rule says nothing. What cannot be read as a rule opens nothing.
 */
export const urlRuleSchema = v.object({
  url: v.string(),
  method: v.picklist(['any', ...METHODS]),
});
export type UrlRule = v.InferOutput<typeof urlRuleSchema>;

/** Far more than anybody looks through, and a bound for what a file may bring. */
export const MOST_RULES = 100;
export const LONGEST_RULE_URL = 500;

/** Rules as a page or a file brings them. */
export const urlRulesSchema = v.pipe(
  v.array(v.object({ ...urlRuleSchema.entries, url: v.pipe(v.string(), v.maxLength(2_000)) })),
  v.maxLength(MOST_RULES),
);

/**
 * Why a path is not looked at any further: another reader may take it for another path than we do.
 * `slashes`: a doubled, encoded or backward slash; `dots`: "." and "..", also encoded, and parts that
 * end in a dot or a blank, which some servers drop; `parameters`: ";"; `encoding`: percent signs that
 * are not as a browser would write them; `characters`: others that no path needs.
 */
const oddities = ['slashes', 'dots', 'parameters', 'encoding', 'characters'] as const;
export type Oddity = (typeof oddities)[number];

const ODDITIES: readonly [Oddity, RegExp][] = [
  ['slashes', /\\|\/\/|%2f|%5c/i],
  ['dots', /(\.|%20| )(\/|$)|%2e/i],
  ['parameters', /;|%3b/i],
];

/** What is odd about an absolute path as it is written; `null`: nothing. */
export function oddityIn(path: string): Oddity | null {
  const found = ODDITIES.find(([, pattern]) => pattern.test(path));
  if (found) return found[0];
  const bare = path.replace(/(?:%[\dA-F]{2})+/g, (run) => (isPlainRun(run) ? '' : '%'));
  if (bare.includes('%')) return 'encoding';
  return /^\/[\w\-.~!$&'()+,=:@/]*$/.test(bare) ? null : 'characters';
}

/** Letters, digits and blanks that have to be encoded, each in the one way to write it. */
function isPlainRun(run: string): boolean {
  try {
    const text = decodeURIComponent(run);
    const plain = /^[\p{L}\p{M}\p{N} ]+$/u.test(text) && text.normalize('NFKC') === text;
    return plain && encodeURIComponent(text) === run;
  } catch {
    return false;
  }
}

/** What is wrong with a rule's URL; `null` when it is good. */
export type RuleProblem = 'missing' | 'long' | 'start' | 'query' | 'stars' | 'many-hosts' | Oddity;

/** A rule's URL taken apart. */
interface Pattern {
  /** Scheme, host and port; `null`: those of the credential, whichever they are. */
  origin: string | null;
  path: string;
}

/** What is wrong with what was typed as a rule's URL. */
export function problemOfRule(typed: string): RuleProblem | null {
  const url = typed.trim();
  if (url === '') return 'missing';
  if (url.length > LONGEST_RULE_URL) return 'long';
  const { authority, path } = takeApart(url);
  if (authority !== null && !isOneOrigin(authority)) return 'many-hosts';
  if (!path.startsWith('/')) return 'start';
  if (/[?#]/.test(path)) return 'query';
  if (/\*\*/.test(path.replace(/\/\*\*$/, ''))) return 'stars';
  return oddityIn(path.replaceAll('*', 'x'));
}

function takeApart(url: string): { authority: string | null; path: string } {
  const [, authority, path] = /^(https?:\/\/[^/]*)(.*)$/is.exec(url) ?? [];
  return authority === undefined ? { authority: null, path: url } : { authority, path: path ?? '' };
}

function isOneOrigin(authority: string): boolean {
  return /^https?:\/\/[\w.-]+(:\d+)?$/i.test(authority) && URL.canParse(authority);
}

function readPattern(rule: UrlRule): Pattern | null {
  if (problemOfRule(rule.url) !== null) return null;
  const { authority, path } = takeApart(rule.url.trim());
  return { origin: authority === null ? null : new URL(authority).origin, path };
}

/** A request as it would be sent. */
export interface Target {
  method: string;
  origin: string;
  /** Absolute and without the query. */
  path: string;
}

/** Whether this rule opens that address, whatever the method. */
export function reaches(rule: UrlRule, { origin, path }: Omit<Target, 'method'>): boolean {
  const pattern = readPattern(rule);
  if (pattern === null || (pattern.origin !== null && pattern.origin !== origin)) return false;
  const wanted = pattern.path.split('/');
  const given = path.split('/');
  const below = wanted.at(-1) === '**';
  if (below) wanted.pop();
  const long = below ? given.length > wanted.length : given.length === wanted.length;
  return (
    long &&
    wanted.every((part, place) => isPart(part, given[place] ?? '')) &&
    (!below || given[wanted.length] !== '')
  );
}

/** Whether a part of a path is as its pattern says; each star takes at least one character. */
function isPart(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return pattern === text;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  let end = head.length;
  // The first place is the best one: it leaves most for what follows.
  for (const piece of rest) {
    const start = text.indexOf(piece, end + 1);
    if (start < 0) return false;
    end = start + piece.length;
  }
  return end + 1 + tail.length <= text.length;
}

/** Whether a rule is for this method. */
export function isForMethod(rule: UrlRule, method: string): boolean {
  return rule.method === method || (rule.method === 'any' && METHODS.some((one) => one === method));
}

/**
 * Why a request is denied. `path`: no rule has its path; `method`: those that have it are for others;
 * `host`: it is not the credential's; `header`: one that may make the server do something else; the
 * others as in `Oddity`.
 */
export const refusalSchema = v.picklist(['path', 'method', 'host', 'header', ...oddities]);
export type Refusal = v.InferOutput<typeof refusalSchema>;

/** What some rules say to a request. `place` counts from 0: the rule that opens it, or comes nearest. */
export type Judgement = { place: number } | { refusal: Refusal; place: number | null };

/** What the rules say to a request; there is at least one of them, or it is denied. */
export function judge(rules: readonly UrlRule[], target: Target): Judgement {
  const oddity = oddityIn(target.path);
  const fitting = rules.map((rule) => oddity === null && reaches(rule, target));
  const place = rules.findIndex((rule, at) => fitting[at] && isForMethod(rule, target.method));
  if (place >= 0) return { place };
  const other = fitting.indexOf(true);
  if (other >= 0) return { refusal: 'method', place: other };
  return { refusal: oddity ?? 'path', place: nearest(rules, target.path) };
}

/** The rule that has most of its beginning in common with a path, and more than the first "/". */
function nearest(rules: readonly UrlRule[], path: string): number | null {
  const shared = rules.map(({ url }) => sharedLength(takeApart(url.trim()).path, path));
  const most = Math.max(0, ...shared);
  return most > 1 ? shared.indexOf(most) : null;
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Rules as one text, a line each: "GET /api/audit/*". For fields, whose values are texts. */
export function writeRules(rules: readonly UrlRule[]): string {
  return rules.map(({ method, url }) => `${method} ${url}`).join('\n');
}

/** The rules in such a text. A line without a method that we know is a rule that opens nothing. */
export function readRules(text: string): UrlRule[] {
  if (text.trim() === '') return [];
  return text.split('\n').map((line) => {
    const [, word = '', url = ''] = /^\s*(\S*) ?(.*)$/.exec(line) ?? [];
    const method = v.safeParse(urlRuleSchema.entries.method, word);
    return method.success
      ? { method: method.output, url: url.trim() }
      : { method: 'GET', url: line };
  });
}

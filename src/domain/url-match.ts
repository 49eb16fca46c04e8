import { METHODS, type Refusal, type UrlRule } from './url-rule.ts';

/**
 * Whether an absolute path is written so that whoever reads it reads the same: no empty part, none
 * that is or ends in a dot or a blank, no sign that needs no place in a path (a backslash, ";"), and
 * percent signs only for letters, digits, blanks and signs that may stand in a path as well, as a
 * browser would write them. `slashedIds`: of a system that reads a "/" encoded once or twice as a
 * part of an id; what stands around it is looked at as if it were none.
 */
export function isPlain(path: string, slashedIds = false): boolean {
  const read = slashedIds ? path.replace(/%(25)?2F/g, '/').replace(/%25(2B|3D)/g, '%$1') : path;
  const bare = read.replace(/(%[\dA-F]{2})+/g, (run) => (isPlainRun(run) ? '' : '%'));
  const odd = path.includes('//') || /(\.|%20)(\/|$)/.test(read);
  return !odd && /^\/[\w\-.~!$&'()+,=:@/]*$/.test(bare);
}

/** Letters and the like that have to be encoded or often are, each in the one way to write it. */
function isPlainRun(run: string): boolean {
  try {
    const text = decodeURIComponent(run);
    const plain =
      /^[\p{L}\p{N} $&+,=:@][\p{L}\p{M}\p{N} $&+,=:@]*$/u.test(text) &&
      text.normalize('NFKC') === text;
    return plain && encodeURIComponent(text) === run;
  } catch {
    return false;
  }
}

/** A rule's URL taken apart. */
interface Pattern {
  /** Scheme, host and port; `null`: those of the credential, whichever they are. */
  origin: string | null;
  parts: string[];
  /** Whether everything below counts. */
  below: boolean;
}

/** What a rule's URL means; `null` where it is none: such a rule opens nothing. */
export function readPattern(url: string): Pattern | null {
  const [, authority, path = ''] = /^(https?:\/\/[\w.-]+(?::\d+)?)?(\/.*)$/i.exec(url.trim()) ?? [];
  const below = path.endsWith('/**');
  const rest = below ? path.slice(0, -3) : path;
  if (rest.includes('**') || !isPlain(`${rest}${below ? '/x' : ''}`.replaceAll('*', 'x')))
    return null;
  if (authority !== undefined && !URL.canParse(authority)) return null;
  const origin = authority === undefined ? null : new URL(authority).origin;
  return { origin, parts: rest.split('/'), below };
}

/** A request as it would be sent. */
export interface Target {
  method: string;
  origin: string;
  /** Absolute and without the query. */
  path: string;
  /** See `isPlain`. Default is false. */
  slashedIds?: boolean;
}

/** Whether this rule opens that address, whatever the method. */
export function reaches(rule: UrlRule, { origin, path }: Pick<Target, 'origin' | 'path'>): boolean {
  const pattern = readPattern(rule.url);
  if (pattern === null || (pattern.origin ?? origin) !== origin) return false;
  const { parts, below } = pattern;
  const given = path.split('/');
  const deep = given.length > parts.length && given[parts.length] !== '';
  return (
    (below ? deep : given.length === parts.length) &&
    parts.every((part, place) => isPart(part, given[place] ?? ''))
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
  return end + tail.length < text.length;
}

/** Whether a rule is for this method. */
export function isForMethod(rule: UrlRule, method: string): boolean {
  return rule.method === method || (rule.method === 'any' && METHODS.some((one) => one === method));
}

/** What some rules say to a request. `place`, from 0: the rule that opens it, or comes nearest; or -1. */
export interface Judgement {
  refusal: Refusal | null;
  place: number;
}

/** What the rules say to a request; where there is none, it is denied. */
export function judge(rules: readonly UrlRule[], target: Target): Judgement {
  if (!isPlain(target.path, target.slashedIds))
    return { refusal: 'odd', place: nearest(rules, target.path) };
  const fits = rules.map((rule) => reaches(rule, target));
  const place = rules.findIndex((rule, at) => fits[at] && isForMethod(rule, target.method));
  if (place >= 0) return { refusal: null, place };
  return fits.includes(true)
    ? { refusal: 'method', place: fits.indexOf(true) }
    : { refusal: 'path', place: nearest(rules, target.path) };
}

/** The rule that has most of its beginning in common with a path; -1 where that is but the first "/". */
function nearest(rules: readonly UrlRule[], path: string): number {
  const shared = rules.map(({ url }) => {
    const own = url.trim().replace(/^\w+:\/\/[^/]*/, '');
    return [...own].findIndex((sign, at) => sign !== path[at]) >>> 0;
  });
  const most = Math.max(...shared);
  return most > 1 ? shared.indexOf(most) : -1;
}

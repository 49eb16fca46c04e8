import { addressIn } from './addresses.ts';
import { digitsIn, loneDigits } from './digits.ts';
import { type KnownNames, namedIn, recentBeginningWith } from './names.ts';
import { plainText } from './plain-text.ts';
import { tokensIn } from './tokens.ts';
import { type Keyless, targetOf } from './webex-link.ts';

export type { KnownNames, RecentMeeting } from './names.ts';
export type { Keyless } from './webex-link.ts';

/** Where a session key was found. */
export type Source = 'typed' | 'text' | 'invitation' | 'link' | 'sip' | 'skype';

/** Something in a text that can be looked up or opened. */
export type Candidate =
  | { kind: 'session-key'; sessionKey: string; from: Source; name: string | null }
  | { kind: 'email'; email: string }
  | { kind: 'token'; token: string }
  | { kind: 'credential'; id: string; label: string };

/** Why nothing in a text can be looked up. */
export type Problem =
  | 'empty'
  | 'letters'
  | 'too-short'
  | 'too-long'
  | 'leading-zero'
  | 'phone-number'
  | 'email-without-domain'
  | 'email-malformed'
  | 'text-too-long'
  | 'unknown'
  | Keyless['kind'];

/** What a text holds. */
export interface Reading {
  /** The most probable first; at most as many as were wanted. */
  candidates: readonly Candidate[];
  /** How many more there were. */
  more: number;
  /** A link or an address that belongs to a meeting but holds no session key, or leads elsewhere. */
  keyless: Keyless | null;
  /** `null` where there is a candidate. `digits`: how many were counted. */
  problem: { problem: Problem; digits: number } | null;
}

/** More than this nobody chooses from; a longer list of numbers is work for Bulk. */
export const SHORT_LIST = 6;
/** UTF-16 units. Far more than any invitation; what is longer was not meant for the box. */
export const LONGEST_TEXT = 4_194_304;

/**
 * Says what somebody typed or pasted, in time that grows with its length alone. Never throws.
 * `most`: so many candidates; the others are only counted.
 */
export function recognise(typed: string, known: KnownNames, most = SHORT_LIST): Reading {
  if (typed.length > LONGEST_TEXT) return nothing('text-too-long');
  const text = plainText(typed).trim();
  if (text === '') return nothing('empty');
  const named = namedIn(text, known);
  const lone = loneDigits(text);
  const found = lone === null || isList(text) ? textFinds(text) : loneFinds(lone, text, known);
  const candidates = unique([...named, ...found.candidates]).map((each) => withName(each, known));
  if (candidates.length === 0) {
    const problem = found.problem ?? problemOf(text, found.keyless);
    return { candidates, more: 0, keyless: found.keyless, problem };
  }
  return {
    candidates: candidates.slice(0, most),
    more: Math.max(0, candidates.length - most),
    keyless: found.keyless,
    problem: null,
  };
}

type Finds = Pick<Reading, 'keyless' | 'problem'> & { candidates: Candidate[] };

function nothing(problem: Problem): Reading {
  return { candidates: [], more: 0, keyless: null, problem: { problem, digits: 0 } };
}

function keyFrom(from: Source) {
  return ({ sessionKey }: { sessionKey: string }): Candidate => ({
    kind: 'session-key',
    sessionKey,
    from,
    name: null,
  });
}

/** Several numbers below or beside each other: each is one. */
function isList(text: string): boolean {
  return text.includes('\n') || /\d{9,11}\s+\d{9,11}/.test(text);
}

function loneFinds(
  lone: NonNullable<ReturnType<typeof loneDigits>>,
  text: string,
  known: KnownNames,
): Finds {
  if ('sessionKey' in lone) {
    return { candidates: [keyFrom('typed')(lone)], keyless: null, problem: null };
  }
  const digits = text.replace(/\D/g, '');
  const candidates = lone.problem === 'too-short' ? recentBeginningWith(digits, known) : [];
  return { candidates, keyless: null, problem: lone };
}

/** What a text of many kinds of things holds, the surest first. */
function textFinds(text: string): Finds {
  const digits = digitsIn(text);
  const links = linksIn(text);
  const addresses = addressesIn(text);
  const said = digits.filter(({ by }) => by === 'said').map(keyFrom('invitation'));
  const linked = links.flatMap((each) =>
    each.kind === 'session-key' ? [keyFrom('link')(each)] : [],
  );
  const dialled = addresses.flatMap((each) =>
    each.kind === 'session-key' ? [keyFrom(each.from)(each)] : [],
  );
  const sure = [...said, ...linked, ...dialled];
  const bare = digits.filter(({ by }) => by === 'bare').map(keyFrom('text'));
  const emails = addresses.filter((each) => each.kind === 'email');
  const tokens = tokensIn(text).map((token): Candidate => ({ kind: 'token', token }));
  const keys = isElsewhere(links) ? [] : sure.length > 0 ? sure : bare;
  return {
    // A text that begins with a token is that token, whatever its letters spell.
    candidates: text.startsWith('eyJ')
      ? [...tokens, ...keys, ...emails]
      : [...keys, ...tokens, ...emails],
    keyless: keylessIn([...links, ...addresses]),
    problem: null,
  };
}

/** Systems that number their meetings with as many digits. */
const OTHER_SYSTEMS =
  /(?:^|\.)(?:zoom\.us|zoomgov\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|goto(?:meeting)?\.com)$/;

/** An invitation to a meeting of another system. */
function isElsewhere(links: ReturnType<typeof linksIn>): boolean {
  return (
    links.every(({ kind }) => kind === 'foreign-link') &&
    links.some((each) => each.kind === 'foreign-link' && OTHER_SYSTEMS.test(each.host))
  );
}

/** Of several, the one that tells most about a meeting. */
function keylessIn(found: readonly { kind: string }[]): Keyless | null {
  const order = ['personal-room', 'meeting-link', 'webex-page', 'foreign-link'];
  const keyless = found.filter((each): each is Keyless => order.includes(each.kind));
  return keyless.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0] ?? null;
}

const LINK_ENDS = /[\s<>"`|]+/;
const ADDRESS_ENDS = /[\s<>"`|,()[\]{}]+/;
/** No link that anybody sends is longer; wrapped ones come near it. */
const LONGEST_LINK = 8_192;
/** More links than this, and it is a page and not a message. */
const MOST_PIECES = 2_000;

function linksIn(text: string) {
  return piecesOf(text, LINK_ENDS, /:\/\/|webex\.com/i, LONGEST_LINK)
    .map(linkIn)
    .flatMap((link) => (link === null ? [] : [targetOf(link)]))
    .filter((target) => target !== null);
}

/** The link in a piece of text: from its scheme on, or from the host where the scheme was left out. */
function linkIn(piece: string): string | null {
  const scheme = piece.search(/https?:\/\//i);
  if (scheme >= 0) return piece.slice(scheme);
  if (piece.includes('://')) return null;
  const host = /(?:^|[^\w.@-])((?:[\w-]{1,63}\.){0,8}webex\.com(?:[/?#]|\.?$|[).,;:!?]).*)$/iu.exec(
    piece,
  )?.[1];
  return host === undefined || /^[^/?#]*@/.test(host) ? null : `https://${host}`;
}

function addressesIn(text: string) {
  return piecesOf(text, ADDRESS_ENDS, /@/, LONGEST_LINK)
    .filter((piece) => !/https?:\/\//i.test(piece))
    .flatMap((piece) => piece.split(/;(?!transport=|user=)/i))
    .map(addressIn)
    .filter((address) => address !== null);
}

function piecesOf(text: string, ends: RegExp, sign: RegExp, longest: number): string[] {
  return text
    .split(ends)
    .filter((piece) => piece.length <= longest && sign.test(piece))
    .slice(0, MOST_PIECES);
}

function unique(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter((each) => {
    const sign = signOf(each);
    return !seen.has(sign) && seen.add(sign);
  });
}

function signOf(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'session-key':
      return candidate.sessionKey;
    case 'email':
      return candidate.email.toLowerCase();
    case 'token':
      return candidate.token;
    case 'credential':
      return `#${candidate.id}`;
  }
}

/** A number that was looked up lately has a name. */
function withName(candidate: Candidate, { recent }: KnownNames): Candidate {
  if (candidate.kind !== 'session-key') return candidate;
  const met = recent.find(({ sessionKey }) => sessionKey === candidate.sessionKey);
  return met === undefined ? candidate : { ...candidate, name: met.name };
}

function problemOf(text: string, keyless: Keyless | null): Reading['problem'] {
  const digits = text.length > 64 ? 0 : text.replace(/\D/g, '').length;
  if (keyless !== null) return { problem: keyless.kind, digits };
  return { problem: plainProblem(text), digits };
}

/** A mistyped number: mostly digits, and nothing but letters among them. */
const MISTYPED = /^(?=\d(?:\D*\d){4})[\d\s\p{Pd}.]*(?:[a-z]{1,2}(?![a-z])[\d\s\p{Pd}.]*){1,3}$/iu;

function plainProblem(text: string): Problem {
  if (text.length > 320) return 'unknown';
  if (text.includes('@')) {
    const domain = text.slice(text.lastIndexOf('@') + 1);
    return /^[^.]+\.[^.]+/.test(domain) ? 'email-malformed' : 'email-without-domain';
  }
  return text.length <= 32 && MISTYPED.test(text) ? 'letters' : 'unknown';
}

import { fromBase64url, fromUtf8 } from '../../../domain/bytes.ts';
import { JsonNumber, type LosslessValue, parseLossless } from '../../../domain/lossless-json.ts';
import { SECOND } from '../../../domain/time.ts';

/** What is wrong with a part of a token. */
export type PartProblem = 'encoding' | 'bits' | 'text' | 'json' | 'not-object';

/** One part of a token: its members, or its text where it has none. */
export interface Part {
  members: Member[];
  /** What the part says; `null`: it cannot be decoded. */
  text: string | null;
  problems: readonly PartProblem[];
  /** Names that stand twice with different values. */
  twice: readonly string[];
}

/** A member of a header or of claims, its value as it was written. */
export interface Member {
  name: string;
  value: LosslessValue;
  text: string;
}

/** A token as it was pasted, taken apart. Nothing of it was verified. */
export interface TokenReading {
  /** Without what was pasted around it: the parts and their dots. */
  token: string;
  parts: number;
  /** White space was inside. */
  wrapped: boolean;
  header: Part;
  claims: Part;
  /** The last part's bytes; `null`: it is no base64url. */
  signatureBytes: number | null;
  algorithm: string | null;
}

/**
 * Names that stand before a token where it was copied from: "Authorization: Bearer ", "JWTToken: ".
 * A part of a token that ends in "=" is no such name.
 */
const BEFORE =
  /^(?:-H\s*)?['"]?(?:(?!e[wy][\w-]*=)[\w-]+['"]?\s*[:=]\s*)?['"]?(?:bearer(?:\s|%20)+)?/i;
/** A token within something else: a command, an address, an answer in JSON. Its header begins with "{". */
const WITHIN = /(?<![\w.+-])e[wy][\w-]+(?:\.[\w-]*){2,4}(?![\w.-])/;
/** White space, and signs that chat programs put into long words and nobody sees. */
const BLANKS = /[\s\u200b-\u200d\u2060]+/g;

/** What somebody pasted, taken apart; `null` for nothing. */
export function readToken(typed: string): TokenReading | null {
  const whole = readWhole(typed);
  if (whole === null || (whole.header.members.length > 0 && !isSeveral(whole))) return whole;
  const [within] = WITHIN.exec(typed) ?? [];
  return within === undefined ? whole : readWhole(within);
}

/** Two tokens, of which the second begins in the third part of the first; an encrypted one names its cipher. */
function isSeveral({ parts, header }: TokenReading): boolean {
  return parts > 3 && memberOf(header, 'enc') === undefined;
}

/** A text that is a token, but for what stands before and behind it. */
function readWhole(typed: string): TokenReading | null {
  const bare = typed
    .trim()
    .replace(BEFORE, '')
    .replace(/['",;]+$/, '')
    .trim();
  if (bare === '') return null;
  const token = bare.replace(BLANKS, '');
  const [head = '', payload = '', signature = ''] = token.split('.');
  const header = readPart(head);
  const algorithm = memberOf(header, 'alg');
  return {
    token,
    parts: token.split('.').length,
    wrapped: token !== bare,
    header,
    claims: readPart(payload),
    signatureBytes: signature === '' ? 0 : (decode(signature)?.bytes.length ?? null),
    algorithm: typeof algorithm === 'string' ? algorithm : null,
  };
}

/** The value of a member; `undefined` where there is none of that name. */
export function memberOf({ members }: Part, name: string): LosslessValue | undefined {
  return members.find((each) => each.name === name)?.value;
}

/** Claims that are times. Source: RFC 7519, section 4.1; OpenID Connect Core, section 2 */
const TIMES: readonly string[] = ['exp', 'iat', 'nbf', 'auth_time'];
/** The end of the year 9999 in seconds, which some write for "never"; in milliseconds it is 1978. */
const LARGEST_SECONDS = 253_402_300_800;

/** The instant that a member names; `null` for what is none. */
export function instantOf({ name, value }: Member): number | null {
  if (!TIMES.includes(name) || !(value instanceof JsonNumber)) return null;
  const seconds = Number(value.digits);
  return isMilliseconds(value) ? seconds : seconds * SECOND;
}

/** Whether an instant is one that a calendar has. */
export function isDate(atMs: number): boolean {
  return !Number.isNaN(new Date(atMs).getTime());
}

/** Whether a time was written in milliseconds, which no system reads. */
export function isMilliseconds(value: LosslessValue | undefined): boolean {
  return value instanceof JsonNumber && Math.abs(Number(value.digits)) > LARGEST_SECONDS;
}

/** A value as JSON text, no digit lost. */
function textOf(value: LosslessValue): string {
  if (value instanceof JsonNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, child]) => `${JSON.stringify(name)}: ${textOf(child)}`,
  );
  return `{${members.join(', ')}}`;
}

function readPart(part: string): Part {
  const decoded = decode(part);
  const empty = { members: [], twice: [] };
  if (decoded === null) return { ...empty, text: null, problems: ['encoding'] };
  const { bytes, problems } = decoded;
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    return { ...empty, text: null, problems: [...problems, 'text'] };
  }
  return { ...readJson(text, problems), text };
}

function readJson(text: string, problems: readonly PartProblem[]): Omit<Part, 'text'> {
  const twice: string[] = [];
  try {
    const value = parseLossless(text, (name) => twice.push(name));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { members: [], problems: [...problems, 'not-object'], twice };
    }
    if (value instanceof JsonNumber) {
      return { members: [], problems: [...problems, 'not-object'], twice };
    }
    const members = Object.entries(value).map(([name, child]) => ({
      name,
      value: child,
      text: typeof child === 'string' ? child : textOf(child),
    }));
    return { members, problems, twice };
  } catch {
    return { members: [], problems: [...problems, 'json'], twice };
  }
}

/** The bytes of a part. What a looser reader would take is read, too, and said to be wrong. */
function decode(part: string): { bytes: Uint8Array; problems: PartProblem[] } | null {
  try {
    return { bytes: fromBase64url(part), problems: [] };
  } catch {
    return decodeLoosely(part);
  }
}

function decodeLoosely(part: string): { bytes: Uint8Array; problems: PartProblem[] } | null {
  try {
    const standard = part.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
    const bytes = Uint8Array.from(atob(standard), (sign) => sign.charCodeAt(0));
    return { bytes, problems: [/[+/=]/.test(part) ? 'encoding' : 'bits'] };
  } catch {
    return null;
  }
}

/** Claims that are JSON text, in their parts. */
export function readClaims(json: string): Part {
  return { ...readJson(json, []), text: json };
}

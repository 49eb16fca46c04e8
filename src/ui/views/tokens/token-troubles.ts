import { JsonNumber } from '../../../domain/lossless-json.ts';
import { MINUTE, SECOND } from '../../../domain/time.ts';
import { momentWords, spanWords } from '../../date-words.ts';
import {
  instantOf,
  isDate,
  isMilliseconds,
  memberOf,
  type Part,
  type PartProblem,
  type TokenReading,
} from './token-reading.ts';

/** Something that is wrong with a token, or that is good to know of it. */
export interface Trouble {
  tone: 'danger' | 'warn' | 'info';
  words: string;
}

/** The HMAC algorithms, and how many bytes their signatures have. Source: RFC 7518, section 3.1 */
const HMACS: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };
const ASYMMETRIC = /^(RS|PS|ES)(256|384|512)$|^EdDSA$|^Ed25519$|^ES256K$/;
/** Clocks differ by some seconds everywhere. */
const LEEWAY = 5 * SECOND;

/** Whether one of the stored keys may have signed it. */
export function isHmac({ algorithm, parts, signatureBytes }: TokenReading): boolean {
  return (
    algorithm !== null && Object.hasOwn(HMACS, algorithm) && parts === 3 && signatureBytes !== 0
  );
}

/** What is to be said of a token at this moment, what matters most first. */
export function troublesOf(reading: TokenReading, nowMs: number): Trouble[] {
  const shape = troublesOfParts(reading);
  if (reading.parts !== 3) return shape;
  const all = [
    ...shape,
    ...troublesOfPart('header', reading.header),
    ...troublesOfPart('claims', reading.claims),
    ...troublesOfAlgorithm(reading),
    ...troublesOfTimes(reading, nowMs),
  ];
  const order = ['danger', 'warn', 'info'];
  return all.sort((one, other) => order.indexOf(one.tone) - order.indexOf(other.tone));
}

const danger = (words: string): Trouble => ({ tone: 'danger', words });
const warn = (words: string): Trouble => ({ tone: 'warn', words });
const info = (words: string): Trouble => ({ tone: 'info', words });

function troublesOfParts({ parts, wrapped }: TokenReading): Trouble[] {
  const unwrapped = wrapped
    ? [info('It was wrapped over lines; white space inside was left out.')]
    : [];
  if (parts === 5) {
    return [
      danger('Five parts: this token is encrypted (JWE), so nobody but its receiver reads it.'),
    ];
  }
  if (parts === 3) return unwrapped;
  const has = parts === 1 ? 'no dot is in this' : `this has ${parts}`;
  return [danger(`Not a token: one has three parts with dots between them; ${has}.`), ...unwrapped];
}

const PARTS = { header: 'The header', claims: 'The claims' } as const;

const PART_WORDS: { [P in PartProblem]: (name: string) => Trouble } = {
  encoding: (name) =>
    danger(`${name} are not base64url, which has “-” and “_” and neither “+”, “/” nor “=”.`),
  bits: (name) => warn(`${name} end in bits that mean nothing: a character was changed or lost.`),
  text: (name) => danger(`${name} are not text (UTF-8).`),
  json: (name) => danger(`${name} are not JSON.`),
  'not-object': (name) => danger(`${name} are JSON, but not an object.`),
};

function troublesOfPart(which: keyof typeof PARTS, { problems, twice }: Part): Trouble[] {
  const singular = which === 'header';
  const said = problems.map((problem) => {
    const { tone, words } = PART_WORDS[problem](PARTS[which]);
    return {
      tone,
      words: singular ? words.replace(' are ', ' is ').replace(' end ', ' ends ') : words,
    };
  });
  const names = [...new Set(twice)].map((name) =>
    danger(`“${name}” stands twice in the ${which}: systems differ in which one they take.`),
  );
  return [...said, ...names];
}

function troublesOfAlgorithm({ algorithm, header, signatureBytes }: TokenReading): Trouble[] {
  // Where it cannot be read that is what is said.
  if (header.members.length === 0 && header.problems.length > 0) return [];
  const critical = memberOf(header, 'crit');
  const demands =
    critical === undefined
      ? []
      : [warn('“crit”: it demands extensions that not every system knows.')];
  return [...signatureTroubles(algorithm, signatureBytes), ...demands];
}

function signatureTroubles(algorithm: string | null, bytes: number | null): Trouble[] {
  if (algorithm === null) return [danger('The header names no algorithm (“alg”).')];
  if (/^none$/i.test(algorithm)) {
    return [danger('“alg” is “none”: nobody signed it, and it is refused.')];
  }
  if (bytes === null) return [danger('The signature is not base64url.')];
  if (bytes === 0) return [danger('The signature is missing: nobody can tell who made this.')];
  if (ASYMMETRIC.test(algorithm)) {
    return [info(`${algorithm} is made with a private key; Latchkey’s keys are shared secrets.`)];
  }
  const expected = Object.hasOwn(HMACS, algorithm) ? HMACS[algorithm] : undefined;
  if (expected === undefined) return [danger(`“${algorithm}” is no algorithm that is known here.`)];
  if (bytes === expected) return [];
  const cut = bytes < expected ? ': something is missing at its end' : '';
  return [danger(`The signature has ${bytes} bytes; ${algorithm} makes ${expected}${cut}.`)];
}

const TIMES = ['exp', 'nbf', 'iat'];

function troublesOfTimes({ claims }: TokenReading, nowMs: number): Trouble[] {
  const times = claims.members.filter(({ name }) => TIMES.includes(name));
  const odd = times.flatMap(({ name, value }) => {
    if (!(value instanceof JsonNumber)) {
      return [danger(`“${name}” is not a number: systems want seconds since 1970.`)];
    }
    if (!isDate(Number(value.digits))) return [danger(`“${name}” is no time that there is.`)];
    return isMilliseconds(value)
      ? [
          danger(
            `“${name}” is in milliseconds: systems read seconds, and take it for far in the future.`,
          ),
        ]
      : [];
  });
  const at = (name: string) => {
    const member = times.find((each) => each.name === name);
    const atMs = member ? instantOf(member) : null;
    return atMs !== null && isDate(atMs) ? atMs : null;
  };
  const [exp, nbf, iat] = [at('exp'), at('nbf'), at('iat')];
  return [...odd, ...troublesOfEnd(exp, iat, claims, nowMs), ...troublesOfStart(nbf, iat, nowMs)];
}

function troublesOfEnd(
  exp: number | null,
  iat: number | null,
  { members, problems }: Part,
  nowMs: number,
): Trouble[] {
  if (exp === null) {
    const told = members.some(({ name }) => name === 'exp');
    return problems.length === 0 && !told ? [info('It names no expiry (“exp”) of its own.')] : [];
  }
  const order = iat !== null && exp <= iat ? [danger('It expires before it was issued.')] : [];
  if (exp > nowMs) return order;
  return [danger(`It expired ${spanWords(nowMs - exp)} ago.`), ...order];
}

function troublesOfStart(nbf: number | null, iat: number | null, nowMs: number): Trouble[] {
  const later = nbf !== null && nbf > nowMs + LEEWAY;
  const early = later
    ? [danger(`It is not valid for another ${spanWords(nbf - nowMs)} (“nbf”).`)]
    : [];
  if (iat === null || iat <= nowMs + LEEWAY) return early;
  return [
    danger(`“iat” is ${spanWords(iat - nowMs)} in the future: look at this computer’s clock.`),
    ...early,
  ];
}

/** What is said beside a time: the date, and how far it is. */
export function timeWords(atMs: number, nowMs: number): string {
  // What is beyond the calendar has no date.
  if (!isDate(atMs)) return 'No date that there is';
  const span = spanWords(Math.abs(atMs - nowMs));
  return `${momentWords(atMs)} · ${atMs > nowMs ? `in ${span}` : `${span} ago`}`;
}

/** "4:32" or "1:04:09": what is left of a token. */
export function countdownWords(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND));
  const two = (count: number) => `${count}`.padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** The last minute is worth a colour. */
export const CLOSE_TO_THE_END = MINUTE;

import { fromBase64url, sha256, sha256Hex, toBase64url } from './bytes.ts';
import { type FactsOf, Failure } from './failure.ts';
import { SECOND } from './time.ts';

/** A request as its text says it. */
export interface HandOverRequest {
  /** X25519, 32 bytes as base64url. */
  publicKey: string;
  endsAtMs: number;
}

/** Longest text that is looked at (in characters). */
export const LONGEST_TEXT = 100_000;

const PREFIXES = { request: 'latchkey-request:', package: 'latchkey-key:' } as const;
type Kind = keyof typeof PREFIXES;
type Problem = FactsOf<'hand-over-text'>['problem'];

const VERSION = '1';
const CHECK_BYTES = 6;
const PUBLIC_KEY_BYTES = 32;

/** The text that asks for a key; short enough for a QR code. */
export function writeRequest({ publicKey, endsAtMs }: HandOverRequest): Promise<string> {
  return write('request', `${publicKey}.${Math.floor(endsAtMs / SECOND)}`);
}

/** @throws Failure `hand-over-text` saying what is wrong with it */
export async function readRequest(typed: string): Promise<HandOverRequest> {
  const body = await read('request', typed);
  const [, publicKey = '', ends = ''] = /^([\w-]{43})\.(\d{1,11})$/.exec(body) ?? [];
  if (!isPublicKey(publicKey)) throw notThis('request', 'cut-off');
  return { publicKey, endsAtMs: Number(ends) * SECOND };
}

/** The text that brings a key: a compact JWE, with what tells a whole text from a part. */
export function writePackage(jwe: string): Promise<string> {
  return write('package', jwe);
}

/** The JWE in it. @throws Failure `hand-over-text` saying what is wrong with it */
export function readPackage(typed: string): Promise<string> {
  return read('package', typed);
}

/**
 * Twenty digits of a request's public key, to be compared aloud: "0417 5520 9981 3360 7214".
 * 66 bits: nobody makes a second key with the same ones within the day that a request lives.
 */
export async function fingerprintOf(publicKey: string): Promise<string> {
  const hash = await sha256Hex(`latchkey hand-over fingerprint ${publicKey}`);
  const digits = (BigInt(`0x${hash.slice(0, 32)}`) % 10n ** 20n).toString().padStart(20, '0');
  return (digits.match(/.{4}/g) ?? []).join(' ');
}

/** What a package names the request by that it is for. */
export async function requestIdOf(publicKey: string): Promise<string> {
  return (await sha256Hex(`latchkey hand-over request ${publicKey}`)).slice(0, 32);
}

async function write(kind: Kind, body: string): Promise<string> {
  const text = `${PREFIXES[kind]}${VERSION}.${body}`;
  return `${text}.${await checkOf(text)}`;
}

/** The body of a text of that kind. Mails and chats wrap and adorn texts: white space is no part of one. */
async function read(kind: Kind, typed: string): Promise<string> {
  if (typed.length > LONGEST_TEXT) throw notThis(kind, 'too-long');
  const text = typed.replace(/[\s\p{Cf}]+/gu, '');
  const own = PREFIXES[kind];
  if (text.slice(0, own.length).toLowerCase() !== own) throw notThis(kind, strangerIn(text));
  const [, version = '', body = '', check] =
    /^(\d{1,4})\.(.+)\.([\w-]+)$/.exec(text.slice(own.length)) ?? [];
  if (check !== (await checkOf(`${own}${version}.${body}`))) throw notThis(kind, 'cut-off');
  if (version !== VERSION) throw notThis(kind, 'newer');
  return body;
}

/** What a text is that does not begin as it should. */
function strangerIn(text: string): Problem {
  if (text === '') return 'empty';
  const begins = (prefix: string) => text.toLowerCase().startsWith(prefix);
  if (Object.values(PREFIXES).some(begins)) return 'other-kind';
  if (/latchkey-/i.test(text)) return 'cut-off';
  return /https?:|webex|sip:|meeting/i.test(text) ? 'invitation' : 'unknown';
}

async function checkOf(text: string): Promise<string> {
  return toBase64url((await sha256(text)).slice(0, CHECK_BYTES));
}

function isPublicKey(text: string): boolean {
  try {
    return fromBase64url(text).length === PUBLIC_KEY_BYTES;
  } catch {
    return false;
  }
}

function notThis(wanted: Kind, problem: Problem): Failure {
  return new Failure('hand-over-text', { wanted, problem });
}

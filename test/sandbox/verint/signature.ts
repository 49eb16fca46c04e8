import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SeenRequest } from '../record.ts';
import { errorReply, Refusal } from '../reply.ts';
import type { VerintKey } from './keys.ts';

/** How far a request's time may be off. What the real server allows is not documented. */
const WINDOW_MS = 5 * 60 * 1000;

const HEADER =
  /^Vrnt-1-HMAC-SHA256 salt=([\w-]{22}),iat=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ),kid=(\w+),sig=([\w-]{43})$/;

interface Verification {
  readonly request: SeenRequest;
  readonly findKey: (id: string) => VerintKey | undefined;
  readonly nowMs: number;
  readonly signsQuery: boolean;
  /** Salts that were taken before, with when; what is taken now is added. */
  readonly salts: Map<string, number>;
}

/**
 * The key that signed this request; otherwise a refusal with status 401. Codes and messages are the
 * sandbox's own: how the real server refuses is not documented.
 */
export function verifySignature(verification: Verification): VerintKey {
  const { request, findKey, nowMs, signsQuery, salts } = verification;
  const header = request.headers['authorization'];
  if (!header) throw refuse('SIGNATURE_MISSING', 'The header Authorization is missing');
  const [, salt = '', issuedAt = '', id = '', signature = ''] = HEADER.exec(header) ?? [];
  if (signature === '') throw refuse('SIGNATURE_MALFORMED', 'Not a Vrnt-1-HMAC-SHA256 header');
  const key = findKey(id);
  if (!key) throw refuse('KEY_UNKNOWN', 'kid names no known key');
  const path = request.path + (signsQuery ? request.query : '');
  const text = `${salt}\n${request.method}\n${path}\n${issuedAt}\n${customHeaders(request)}\n`;
  const expected = createHmac('sha256', bytesOf(key.secret)).update(text, 'utf8').digest();
  if (!timingSafeEqual(expected, bytesOf(signature))) {
    throw refuse('SIGNATURE_WRONG', 'sig is not the signature of this request');
  }
  if (Math.abs(Date.parse(issuedAt) - nowMs) > WINDOW_MS) {
    throw refuse('SIGNATURE_TIME', 'iat lies outside of five minutes');
  }
  assertFresh(`${id} ${salt}`, nowMs, salts);
  return key;
}

/** A signature is good for one request: within the window its salt must not come again. */
function assertFresh(salt: string, nowMs: number, salts: Map<string, number>): void {
  for (const [old, takenAtMs] of salts) {
    if (nowMs - takenAtMs > 2 * WINDOW_MS) salts.delete(old);
  }
  if (salts.has(salt)) throw refuse('SIGNATURE_REPLAYED', 'salt was used before');
  salts.set(salt, nowMs);
}

/** Node's own reader of base64url takes anything: what does not come back the same was none. */
function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text || bytes.length !== 32) {
    throw refuse('SIGNATURE_MALFORMED', 'Not 32 bytes in base64url');
  }
  return bytes;
}

/** Each header whose name begins "verint-": its name in lower case, its value as it came. */
function customHeaders({ rawHeaders }: SeenRequest): string {
  const lines: string[] = [];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = (rawHeaders[place] ?? '').toLowerCase();
    if (name.startsWith('verint-')) lines.push(`${name}:${rawHeaders[place + 1]}\n`);
  }
  return lines.sort().join('');
}

function refuse(code: string, message: string): Refusal {
  return new Refusal(errorReply(401, code, message));
}

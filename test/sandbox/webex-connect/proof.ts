import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SeenRequest } from '../record.ts';
import { connectKey } from './keys.ts';

const LIFE_SECONDS = 3_600;
const SKEW_SECONDS = 60;

/** What a header holds, as the server recognises it. */
type Held = 'JWT' | 'service key' | 'profile key' | 'something else';

/** A header that proves something, as it arrived: "Authorization: Bearer JWT". */
export interface Arrived {
  readonly name: 'Authorization' | 'key' | 'secretKey';
  readonly isBearer: boolean;
  readonly held: Held;
  readonly text: string;
}

const NAMES = ['Authorization', 'key', 'secretKey'] as const;

/** The proofs in a request, each by the header's own spelling. */
export function proofsIn({ rawHeaders }: SeenRequest): Arrived[] {
  const proofs: Arrived[] = [];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = NAMES.find((each) => each === rawHeaders[place]);
    const value = rawHeaders[place + 1] ?? '';
    if (name === undefined) continue;
    const isBearer = value.startsWith('Bearer ');
    const text = isBearer ? value.slice('Bearer '.length) : value;
    proofs.push({ name, isBearer, held: heldIn(text), text });
  }
  return proofs;
}

function heldIn(text: string): Held {
  if (text === connectKey.serviceKey) return 'service key';
  if (text === connectKey.profileKey) return 'profile key';
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? 'JWT' : 'something else';
}

/**
 * Whether a service's key or token is good. A token counts before a key, also a bad one before a good
 * key. Source: seed 001, "JWT authentication takes priority, and the Service Key is ignored"
 */
export function isService(proofs: readonly Arrived[], nowMs: number, tokenInKey = false): boolean {
  const token = proofs.find(
    ({ name, isBearer, held }) =>
      (name === 'Authorization' && isBearer) || (tokenInKey && name === 'key' && held === 'JWT'),
  );
  if (token) return isGoodToken(token.text, nowMs);
  return proofs.some(({ name, held }) => name === 'key' && held === 'service key');
}

/** The profile key in one header alone. */
export function isProfile(proofs: readonly Arrived[], header: Arrived['name']): boolean {
  return proofs.some(
    ({ name, held, isBearer }) =>
      name === header && held === 'profile key' && isBearer === (header === 'Authorization'),
  );
}

/** HS256 with the decoded secret, of the service, and no older than an hour, whatever its `exp` says. */
export function isGoodToken(token: string, nowMs: number): boolean {
  // Node reads both alphabets.
  const claims = claimsSignedBy(token, Buffer.from(connectKey.serviceSecret, 'base64'));
  if (claims === null) return false;
  if (claims['iss'] !== connectKey.serviceId || !Number.isInteger(claims['iat'])) return false;
  const nowSeconds = nowMs / 1_000;
  const issued = Number(claims['iat']);
  const ends = Math.min(issued + LIFE_SECONDS, Number(claims['exp'] ?? Number.POSITIVE_INFINITY));
  return issued <= nowSeconds + SKEW_SECONDS && nowSeconds < ends;
}

/** HS256 with the app's own secret, as text; its `appId` is wanted, and its `exp` where there is one. */
export function isAppToken(proofs: readonly Arrived[], nowMs: number): boolean {
  const token =
    proofs.find(({ name, isBearer }) => name === 'Authorization' && isBearer)?.text ?? '';
  const claims = claimsSignedBy(token, Buffer.from(connectKey.appSecret, 'utf8'));
  const ends = Number(claims?.['exp'] ?? Number.POSITIVE_INFINITY);
  return claims?.['appId'] === connectKey.appId && nowMs / 1_000 < ends;
}

/** What an HS256 token says; `null` for any other, and for one that another key signed. */
function claimsSignedBy(token: string, key: Buffer): Record<string, unknown> | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', key).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { alg, typ } = partOf(head);
  return alg === 'HS256' && typ === 'JWT' ? partOf(body) : null;
}

function partOf(text: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
}

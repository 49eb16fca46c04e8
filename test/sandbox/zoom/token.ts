import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SeenRequest } from '../record.ts';
import { zoomKey } from './keys.ts';
import { fixture, refuse } from './reply.ts';

/** What the real server tolerates is not documented. */
const SKEW_SECONDS = 60;

/** Refuses a request whose bearer token is not this key's, or not of now. Source: seed 003 */
export function verifyToken({ headers, query }: SeenRequest, nowMs: number): void {
  if (new URLSearchParams(query).has('access_token')) {
    throw refuse(401, 'TOKEN_IN_QUERY', fixture('token-in-query.json'));
  }
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  const claims = claimsSignedBy(token, zoomKey.apiSecret);
  if (claims === null || claims['iss'] !== zoomKey.apiKey) {
    throw refuse(401, 'TOKEN_INVALID', fixture('invalid-token.json'));
  }
  const problem = problemOfTimes(claims, Math.floor(nowMs / 1000));
  if (problem) throw refuse(401, problem, expiredBody);
}

/** From memory of public threads; the documents do not show it. */
const expiredBody = JSON.stringify({ code: 124, message: 'Access token is expired.' });

function problemOfTimes({ iat, exp }: Record<string, unknown>, nowSeconds: number): string | null {
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'TOKEN_TIMES';
  if (!Number.isInteger(iat) || !Number.isInteger(exp)) return 'TOKEN_TIMES';
  if (iat > nowSeconds + SKEW_SECONDS) return 'TOKEN_FUTURE';
  return exp <= nowSeconds - SKEW_SECONDS ? 'TOKEN_EXPIRED' : null;
}

/** The claims of an HS256 token that this secret (as text) signed; `null` for any other token. */
export function claimsSignedBy(token: string, secret: string): Record<string, unknown> | null {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || partOf(header)?.['alg'] !== 'HS256') return null;
  const expected = createHmac('sha256', Buffer.from(secret, 'utf8'))
    .update(`${header}.${payload}`)
    .digest();
  const given = Buffer.from(signature, 'base64url');
  const good = given.length === expected.length && timingSafeEqual(given, expected);
  return good ? partOf(payload) : null;
}

function partOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

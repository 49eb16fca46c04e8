import jwt from 'jsonwebtoken';
import { errorReply, Refusal } from '../reply.ts';
import type { Key } from './keys.ts';

const SKEW_SECONDS = 60;
const LONGEST_LIFE_SECONDS = 3600;
const LONGEST_AUDIENCE = 128;

interface Verification {
  readonly token: string | undefined;
  /** Accepted values of `iss`. */
  readonly issuers: readonly string[];
  readonly findKey: (apikey: string) => Key | undefined;
  readonly nowMs: number;
}

/**
 * The key that signed this token; otherwise a refusal with status 401.
 *
 * Source: seed 000, the Java sample, for header, algorithm, key bytes and claims. What the real
 * server tolerates and how it words a refusal is not documented: skew, longest life, codes and
 * messages are the sandbox's own choice.
 */
export function verifyToken({ token, issuers, findKey, nowMs }: Verification): Key {
  const decoded = decode(token);
  const claims = decoded.payload;
  const key = typeof claims['apikey'] === 'string' ? findKey(claims['apikey']) : undefined;
  if (!key) throw refuse('APIKEY_UNKNOWN', 'The claim "apikey" names no known API key');
  const nowSeconds = Math.floor(nowMs / 1000);
  verifySignature(decoded.token, key, nowSeconds);
  checkLabels(claims, issuers);
  checkTimes(claims, nowSeconds);
  if (key.disabled) throw refuse('APIKEY_DISABLED', 'API key was disabled by a renewal');
  if (nowMs >= key.expiresAtMs) throw refuse('APIKEY_EXPIRED', 'API key expired');
  return key;
}

function decode(token: string | undefined): { token: string; payload: jwt.JwtPayload } {
  if (!token) throw refuse('TOKEN_MISSING', 'The header JWTToken is missing');
  if (/^bearer\b/i.test(token)) {
    throw refuse('TOKEN_BEARER', 'The header JWTToken takes the bare token, without Bearer');
  }
  const decoded = decodeOrNull(token);
  if (!decoded || typeof decoded.payload === 'string') {
    throw refuse('TOKEN_MALFORMED', 'The header JWTToken holds no JWT');
  }
  if (decoded.header.alg !== 'HS256') {
    throw refuse('TOKEN_ALGORITHM', `The algorithm must be HS256, not ${decoded.header.alg}`);
  }
  return { token, payload: decoded.payload };
}

/** jsonwebtoken throws for some malformed tokens and returns null for others. */
function decodeOrNull(token: string): jwt.Jwt | null {
  try {
    return jwt.decode(token, { complete: true });
  } catch {
    return null;
  }
}

function verifySignature(token: string, key: Key, nowSeconds: number): void {
  try {
    // getBytes() in the seed: the secret's own bytes, nothing decoded.
    jwt.verify(token, Buffer.from(key.secretkey, 'utf8'), {
      algorithms: ['HS256'],
      // Judged in checkTimes, in this server's own words. `nbf` is left to the library.
      ignoreExpiration: true,
      clockTimestamp: nowSeconds,
      clockTolerance: SKEW_SECONDS,
    });
  } catch (error) {
    if (!(error instanceof jwt.JsonWebTokenError)) throw error;
    throw refuse('TOKEN_SIGNATURE', `JWTToken: ${error.message}`);
  }
}

function checkLabels({ aud, iss }: jwt.JwtPayload, issuers: readonly string[]): void {
  if (typeof aud !== 'string' || aud === '' || aud.length > LONGEST_AUDIENCE) {
    throw refuse('CLAIM_AUD', `The claim "aud" must be 1 to ${LONGEST_AUDIENCE} characters`);
  }
  if (typeof iss !== 'string' || !issuers.includes(iss)) {
    throw refuse('CLAIM_ISS', `The claim "iss" must be one of: ${issuers.join(', ')}`);
  }
}

function checkTimes({ iat, exp }: jwt.JwtPayload, nowSeconds: number): void {
  if (!isSeconds(iat)) throw refuse('CLAIM_IAT', 'The claim "iat" must be whole seconds');
  if (!isSeconds(exp)) throw refuse('CLAIM_EXP', 'The claim "exp" must be whole seconds');
  if (iat > nowSeconds + SKEW_SECONDS) {
    throw refuse('TOKEN_FUTURE', `The claim "iat" lies ${iat - nowSeconds} s in the future`);
  }
  if (exp <= nowSeconds - SKEW_SECONDS) {
    throw refuse('TOKEN_EXPIRED', `The token expired ${nowSeconds - exp} s ago`);
  }
  if (exp - iat > LONGEST_LIFE_SECONDS) {
    throw refuse('TOKEN_TOO_LONG', `The token lives longer than ${LONGEST_LIFE_SECONDS} s`);
  }
}

function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function refuse(code: string, message: string): Refusal {
  return new Refusal(errorReply(401, code, message));
}

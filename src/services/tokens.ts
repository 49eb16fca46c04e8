import { type CompactJWSHeaderParameters, CompactSign, compactVerify } from 'jose';
import { utf8 } from '../domain/bytes.ts';
import type { HmacHash, Signer } from '../providers/provider.ts';

const ALGORITHM = 'HS256';

/** Signs tokens by jose, and bare texts by WebCrypto. Keeps no key. */
export const signer: Signer = {
  hs256: (key, claims) => sign(key, { typ: 'JWT' }, JSON.stringify(claims)),
  hmac,
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
};

async function hmac(
  hash: HmacHash,
  bytes: Uint8Array<ArrayBuffer>,
  message: BufferSource,
): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
}

/** A compact JWS (HS256) over any text; `alg` comes first in its header. */
export function sign(
  key: Uint8Array<ArrayBuffer>,
  header: Record<string, unknown>,
  payload: string,
): Promise<string> {
  return new CompactSign(utf8(payload)).setProtectedHeader({ alg: ALGORITHM, ...header }).sign(key);
}

/** What a token says under a signature that is good. */
export interface Verified {
  header: CompactJWSHeaderParameters;
  payload: Uint8Array;
}

/**
 * The content of a compact JWS, if this key signed it with HS256; `null` for every other token, key
 * and algorithm ("none" too). Says nothing of its times: a token may be good and long expired.
 */
export async function verify(
  token: string,
  key: Uint8Array<ArrayBuffer>,
): Promise<Verified | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(token, key, {
      algorithms: [ALGORITHM],
    });
    return { header: protectedHeader, payload };
  } catch {
    // jose's reasons speak of the token's inside; here it only counts that the key did not sign it.
    return null;
  }
}

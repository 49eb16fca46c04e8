import { CompactEncrypt, compactDecrypt } from 'jose';
import { fromUtf8, utf8 } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import { type Binding, isBoundTo } from './seal.ts';

/** An X25519 key pair for one message (RFC 8037 "x" and "d": 32 bytes each as base64url). */
export interface OneTimeKey {
  publicKey: string;
  privateKey: string;
}

const ENVELOPE = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' } as const;
const CURVE = { kty: 'OKP', crv: 'X25519' } as const;

/** @throws Failure `x25519-missing` where the browser is too old for it */
export async function makeOneTimeKey(): Promise<OneTimeKey> {
  const making = crypto.subtle.generateKey({ name: CURVE.crv }, true, ['deriveBits']);
  const { privateKey } = await orTooOld(making);
  const { x = '', d = '' } = await crypto.subtle.exportKey('jwk', privateKey);
  return { publicKey: x, privateKey: d };
}

/** Seals a JSON value so that only the holder of the private key opens it, as a compact JWE. */
export function sealTo(publicKey: string, binding: Binding, value: unknown): Promise<string> {
  const sealing = new CompactEncrypt(utf8(JSON.stringify(value)))
    .setProtectedHeader({ ...ENVELOPE, lk: binding })
    .encrypt({ ...CURVE, x: publicKey });
  return orTooOld(sealing);
}

/** The JSON text under such a seal; `null` when the key or the binding is not the right one. */
export async function unsealWith(
  { publicKey, privateKey }: OneTimeKey,
  binding: Binding,
  jwe: string,
): Promise<string | null> {
  try {
    const opened = await compactDecrypt(
      jwe,
      { ...CURVE, x: publicKey, d: privateKey },
      {
        keyManagementAlgorithms: [ENVELOPE.alg],
        contentEncryptionAlgorithms: [ENVELOPE.enc],
        // Nothing of ours is compressed, and what is may be a bomb.
        maxDecompressedLength: 0,
      },
    );
    return isBoundTo(opened.protectedHeader['lk'], binding) ? fromUtf8(opened.plaintext) : null;
  } catch {
    // jose does not tell a wrong key from a changed text, and nobody could.
    return null;
  }
}

/** Chrome has X25519 since 133, Firefox since 130. */
async function orTooOld<T>(task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    if (isUnsupported(error)) throw new Failure('x25519-missing', {});
    throw error;
  }
}

function isUnsupported(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotSupportedError';
}

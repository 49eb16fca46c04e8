import { CompactEncrypt, compactDecrypt } from 'jose';
import { fromBase64url, fromUtf8, utf8 } from '../domain/bytes.ts';

/**
 * What a sealed thing is, in its protected header: it opens only as this, so that one sealed thing
 * cannot be put in another's place.
 */
export type Binding = Readonly<Record<string, string | number>>;

const ENVELOPE = { alg: 'dir', enc: 'A256GCM' } as const;

/** Seals a JSON value with a 256-bit key as a compact JWE (`dir`, `A256GCM`). */
export function seal(
  key: Uint8Array,
  binding: Binding,
  value: unknown,
  extra: Record<string, unknown> = {},
): Promise<string> {
  return new CompactEncrypt(utf8(JSON.stringify(value)))
    .setProtectedHeader({ ...ENVELOPE, ...extra, lk: binding })
    .encrypt(key);
}

/** The JSON value under a seal; `undefined` when the key or the binding is not the right one. */
export async function unseal(key: Uint8Array, binding: Binding, jwe: string): Promise<unknown> {
  const opened = await decrypt(key, jwe);
  if (opened === null || !isBoundTo(opened.protectedHeader['lk'], binding)) return undefined;
  return JSON.parse(fromUtf8(opened.plaintext));
}

/** What a sealed thing says of itself, before anybody has opened it; `undefined` when it is no JWE. */
export function headerOf(jwe: string): unknown {
  try {
    return JSON.parse(fromUtf8(fromBase64url(jwe.slice(0, jwe.indexOf('.')))));
  } catch {
    return undefined;
  }
}

async function decrypt(key: Uint8Array, jwe: string) {
  try {
    return await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: [ENVELOPE.alg],
      contentEncryptionAlgorithms: [ENVELOPE.enc],
    });
  } catch {
    // jose does not tell a wrong key from a changed text, and nobody could.
    return null;
  }
}

/** Whether what a header claims to be is exactly this. */
export function isBoundTo(claimed: unknown, binding: Binding): boolean {
  if (typeof claimed !== 'object' || claimed === null) return false;
  const names = Object.keys(binding);
  return (
    Object.keys(claimed).length === names.length &&
    names.every((name) => Reflect.get(claimed, name) === binding[name])
  );
}

import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import type { NamedKey, RequestToProve, Signer } from '../provider.ts';
import { tokenTimes } from '../token-times.ts';

/**
 * The secret's text is the HMAC key as it stands, in UTF-8: it is not decoded from anything.
 * Source: seed 000, "Java Code to Generate JWT token"
 */
export function keyOf(fields: CredentialFields): NamedKey {
  return { name: 'Secret key', bytes: utf8(fields['secretKey'] ?? '') };
}

/** What a token says. */
export function claimsOf(fields: CredentialFields, nowSeconds: number, lifetimeSeconds: number) {
  return {
    apikey: fields['apiKey'],
    aud: fields['audience'],
    iss: fields['issuer'],
    ...tokenTimes(nowSeconds, lifetimeSeconds),
  };
}

/** The header that proves a Webex Meetings key. */
export async function prove(
  fields: CredentialFields,
  signer: Signer,
  { nowSeconds }: RequestToProve,
): Promise<Record<string, string>> {
  const claims = claimsOf(fields, nowSeconds, Number(fields['lifetimeSeconds']));
  return { JWTToken: await signer.hs256(keyOf(fields).bytes, claims) };
}

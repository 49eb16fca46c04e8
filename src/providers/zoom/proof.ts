import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import type { RequestToProve, Signer } from '../provider.ts';
import { tokenTimes } from '../token-times.ts';

/** One request needs no longer; Zoom suggests an hour at most. */
const LIFETIME_SECONDS = 300;

/** The claims of a token for the API. Source: seed 003, "Payload" */
export function apiClaims(fields: CredentialFields, nowSeconds: number, lifetimeSeconds: number) {
  return { iss: fields['apiKey'], ...tokenTimes(nowSeconds, lifetimeSeconds) };
}

/** The header that proves a Zoom key; the secret's text is the HMAC key as it stands, in UTF-8. */
export async function prove(
  fields: CredentialFields,
  signer: Signer,
  { nowSeconds }: RequestToProve,
): Promise<Record<string, string>> {
  const claims = apiClaims(fields, nowSeconds, LIFETIME_SECONDS);
  const token = await signer.hs256(utf8(fields['apiSecret'] ?? ''), claims);
  return { Authorization: `Bearer ${token}` };
}

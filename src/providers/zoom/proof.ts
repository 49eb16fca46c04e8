import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import type { RequestToProve, Signer } from '../provider.ts';

/** How far `iat` is set back, as in Zoom's own sample: its clock may be a little behind. */
export const SET_BACK_SECONDS = 30;
/** One request needs no longer; Zoom suggests an hour at most. */
const LIFETIME_SECONDS = 300;

/** The claims of a token for the API. Source: seed 003, "Payload" */
export function apiClaims(fields: CredentialFields, nowSeconds: number, lifetimeSeconds: number) {
  const issuedAt = nowSeconds - SET_BACK_SECONDS;
  return { iss: fields['apiKey'], iat: issuedAt, exp: issuedAt + lifetimeSeconds };
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

import { utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import type { RequestToProve, Signer } from '../provider.ts';

/** How far `iat` is set back, so that a server whose clock is a little behind takes the token. */
const SET_BACK_SECONDS = 30;

/**
 * The header that proves a Webex Meetings key. The secret's text is the HMAC key as it stands, in
 * UTF-8: it is not decoded from anything. Times are seconds; the whole life is the one configured.
 * Source: seed 000, "Java Code to Generate JWT token"
 */
export async function prove(
  fields: CredentialFields,
  signer: Signer,
  { nowSeconds }: RequestToProve,
): Promise<Record<string, string>> {
  const issuedAt = nowSeconds - SET_BACK_SECONDS;
  const token = await signer.hs256(utf8(fields['secretKey'] ?? ''), {
    apikey: fields['apiKey'],
    aud: fields['audience'],
    iss: fields['issuer'],
    iat: issuedAt,
    exp: issuedAt + Number(fields['lifetimeSeconds']),
  });
  return { JWTToken: token };
}

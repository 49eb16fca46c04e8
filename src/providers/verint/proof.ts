import { fromBase64url, toBase64url, utf8 } from '../../domain/bytes.ts';
import type { CredentialFields } from '../../domain/credential.ts';
import { SECOND } from '../../domain/time.ts';
import type { RequestToProve, Signer } from '../provider.ts';

const SALT_BYTES = 16;

/**
 * The header that proves one request with a Verint key. The key is base64url of the HMAC key's bytes;
 * what is signed is salt, method, path, time and the request's own `verint-` headers, a line each.
 * Host and body are not signed. Source: the vendor's sample script, as several public clients have it
 */
export async function prove(
  fields: CredentialFields,
  signer: Signer,
  { method, url, headers, nowSeconds }: RequestToProve,
): Promise<Record<string, string>> {
  const salt = toBase64url(signer.random(SALT_BYTES));
  // "2026-03-04T05:06:07Z": the server takes no milliseconds.
  const issuedAt = `${new Date(nowSeconds * SECOND).toISOString().slice(0, 19)}Z`;
  // All but one public client leave the query out.
  const path = url.pathname + (fields['signQuery'] === 'yes' ? url.search : '');
  const lines = [salt, method, path, issuedAt, canonical(headers)];
  const signature = await signer.hmac(
    'SHA-256',
    fromBase64url(fields['apiKey'] ?? ''),
    utf8(lines.map((line) => `${line}\n`).join('')),
  );
  const parts = `salt=${salt},iat=${issuedAt},kid=${fields['keyId']},sig=${toBase64url(signature)}`;
  return { Authorization: `Vrnt-1-HMAC-SHA256 ${parts}` };
}

/**
 * The `verint-` headers by their names in lower case, each with a line feed. Clients differ in whether
 * the value is lower-cased, too: a value in lower case is the same for all of them.
 */
function canonical(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .filter(([name]) => name.startsWith('verint-'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
}

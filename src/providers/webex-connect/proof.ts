import type { CredentialFields } from '../../domain/credential.ts';
import { Failure } from '../../domain/failure.ts';
import type { RequestToProve, Signer, TokensAbility } from '../provider.ts';
import { PROFILE_KEY, rowFor, TOKEN } from './api-authentication.ts';
import { baseUrl } from './fields.ts';
import { secretBytes } from './secret-bytes.ts';

/** How far `iat` is set back, so that a server whose clock is a little behind takes the token. */
const SET_BACK_SECONDS = 30;
/** "Expires after 60 minutes from the time that you have generated the token", with or without `exp`. */
const LIFETIME_SECONDS = 3_600;

/**
 * The one header that proves a request: which, the table of APIs says. A token beats a key at the
 * server, so a key is never sent beside one. Sources: seed 001; Webex Connect's API reference
 */
export async function prove(
  values: CredentialFields,
  signer: Signer,
  { api, method, url, nowSeconds }: RequestToProve,
): Promise<Record<string, string>> {
  const base = new URL(baseUrl(values, api));
  const row = rowFor(api, url.pathname.slice(base.pathname.replace(/\/$/, '').length));
  const takes = row?.takes ?? [];
  const chosen = takes.find(({ fields }) => fields.every((name) => values[name]));
  if (chosen === undefined) {
    const wanted = takes.map(({ label }) => label).join(' or ');
    throw new Failure('proof-missing', { api: row?.label ?? url.host, wanted });
  }
  if (chosen === TOKEN) {
    const claims = claimsOf(values, nowSeconds, LIFETIME_SECONDS);
    return bearer(await signer.hs256(keyOf(values).bytes, claims));
  }
  const key = values[chosen.fields[0] ?? ''] ?? '';
  if (row?.api === 'contact-policy') return bearer(key);
  // Profiles are written with `key` and read with `secretKey`.
  return { [chosen === PROFILE_KEY && method === 'GET' ? 'secretKey' : 'key']: key };
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

function claimsOf({ serviceId }: CredentialFields, nowSeconds: number, lifetimeSeconds: number) {
  const issuedAt = nowSeconds - SET_BACK_SECONDS;
  return { iss: serviceId, iat: issuedAt, exp: issuedAt + lifetimeSeconds };
}

/** @throws Failure `field-invalid` without a secret */
function keyOf({ serviceSecret = '' }: CredentialFields) {
  const bytes = secretBytes(serviceSecret);
  if (bytes !== null) return { name: 'Service secret', bytes };
  const problem = 'is missing: it signs the token';
  throw new Failure('field-invalid', { field: 'serviceSecret', label: 'Service secret', problem });
}

/** The service's token by itself. */
export const tokens: TokensAbility = {
  kinds: [
    {
      id: 'service',
      label: TOKEN.label,
      // Longer than the half minute by which `iat` is set back, or a token is born expired.
      least: 60,
      most: LIFETIME_SECONDS,
      advised: LIFETIME_SECONDS,
      usual: LIFETIME_SECONDS,
      fields: [],
      secretIn: 'base64',
    },
  ],
  order: (values, { nowSeconds, lifetimeSeconds }) => ({
    key: keyOf(values),
    claims: claimsOf(values, nowSeconds, lifetimeSeconds),
  }),
  keys: (values) => (values['serviceSecret'] ? [keyOf(values)] : []),
};
